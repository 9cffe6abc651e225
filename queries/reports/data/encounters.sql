/*
title: Encounters
family: data
question: Which stays, visits and prescriptions stand behind a figure?
order: 80
parameters: [period, basis, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, network, cohort, profile, as_of]
own:
  category: { label: Category, type: list }
  service: { label: Service, type: list }
  code: { label: Procedure or revenue code, type: list }
  drug: { label: Drug, type: list }
  drug_class: { label: Drug class, type: list }
  provider: { label: Provider, type: list }
  diagnosis: { label: Diagnosis, type: list }
  condition: { label: Condition, type: list }
  kind: { label: Kind, type: list }
  person: { label: Person, type: list }
  limit: { label: Encounters listed, type: number, least: 1, most: 1000000, whole: true }
defaults: { limit: "10000" }
needs: [claims]
columns:
  - { name: kind, label: Kind, role: dimension, type: text, definition: "Kind of stay or visit; of the others the category of service." }
  - { name: encounter, label: Encounter, role: dimension, type: text, definition: "Number of the stay or visit. E: claims joined to a stay, an emergency visit or a stay under observation. V: the other lines of one person, day and category together." }
  - { name: person_id, label: Person, role: dimension, type: text, definition: "Number of the person in the source." }
  - { name: start_date, label: First day, role: dimension, type: date, definition: "Day of admission or first day of service." }
  - { name: end_date, label: Last day, role: dimension, type: date, definition: "Day of discharge or last day of service." }
  - { name: days, label: Days, role: measure, type: integer, unit: days, definition: "Discharge less admission, and at least 1; of hospice the first and the last day both count. Empty for visits." }
  - { name: service, label: Service, role: dimension, type: text, definition: "What the first claim of the stay was; of the others the service, if there is only one." }
  - { name: provider, label: Provider, role: dimension, type: text, definition: "Facility of the stay; of the others who gave the service, if there is only one." }
  - { name: drg, label: DRG, role: dimension, type: text, definition: "Diagnosis-related group of a stay." }
  - { name: diagnosis, label: Diagnosis, role: dimension, type: text, definition: "Principal diagnosis of the stay or visit; of the others the first diagnosis, if there is only one." }
  - { name: ended_in_admission, label: Ended in an admission, role: dimension, type: boolean, definition: "Of an emergency visit or a stay under observation: whether the person was admitted from it." }
  - { name: lines, label: Lines, role: measure, type: integer, unit: count, definition: "Claim lines of it that meet the filters, all versions." }
  - { name: charge, label: Charge, role: measure, type: decimal, scale: 2, unit: usd, definition: "What the providers charged on these lines." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, definition: "What the plan's contracts allow for these lines." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, definition: "What the plan paid on these lines." }
  - { name: member_cost, label: Member cost share, role: measure, type: decimal, scale: 2, unit: usd, definition: "Deductible, copay and coinsurance on these lines." }
  - { name: encounters, label: Encounters, role: measure, type: integer, unit: count, hidden: true, definition: "Stays and visits." }
  - { name: unlisted, label: Encounters not listed, role: measure, type: integer, unit: count, hidden: true, definition: "On the total line: stays and visits that are in it but not listed." }
figures: [encounters, paid, allowed]
chart: { type: none }
drill: { report: claim-lines, set: { encounter: encounter } }
answer: "{totals.encounters} {totals.encounters|plural:encounter stands,encounters stand} behind this: stays, visits and prescriptions[[, on which the plan paid {totals.paid}]]."
footnotes:
  - "Dollars are those of the lines that meet the filters, in all versions of a claim, so they add up to the figure that was opened; of a stay opened through one service, they are that service's alone."
  - "What others bill for the days of a stay belongs to the stay, except care in an office, urgent care, home health, hospice and equipment. What is billed for the day of discharge belongs to an emergency visit of that day, if there is one. An emergency visit that ended in an admission has its lines with the admission, and stands here only for lines of other days."
  - "[[{totals.unlisted|nonzero} more stand behind this and are in the total but not listed. Choose a shorter period or fewer by the filters, or list all of them with limit=all.]]"
*/
with chosen as not materialized (
  select c.*
  from marts.line as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, c.category))
    and ($service is null or list_contains($service, cast(c.category_2 as varchar)))
    and ($code is null or list_contains($code, c.code))
    and ($drug is null or list_contains($drug, c.drug))
    and ($provider is null or list_contains($provider, c.provider))
    and (
      $drug_class is null
      or c.drug in (select ndc from marts.drug where list_contains($drug_class, class_name) or list_contains($drug_class, class_code))
    )
    and (
      $diagnosis is null
      or list_contains($diagnosis, c.diagnosis_code)
      or c.diagnosis_code in (select diagnosis_code from marts.diagnosis where is_mapped and list_contains($diagnosis, diagnosis_group))
    )
    and (
      $condition is null
      or exists (
        from marts.member_condition
        where
          member_condition.person_key = c.person_key
          and list_contains($condition, member_condition.condition)
          and c.incurred_month between member_condition.first_month and member_condition.last_month
      )
    )
    and ($person is null or c.person_key in (select person_key from marts.person where list_contains($person, person_id)))
),

-- Lines of no encounter: all of one person, day and category together.
keyed as not materialized (
  select
    encounter_key,
    person_key,
    case when encounter_key is null then service_date end as day,
    case when encounter_key is null then category_order end as category_order,
    * exclude (encounter_key, person_key, category_order)
  from chosen
),

grouped as not materialized (
  select
    encounter_key,
    person_key,
    day,
    category_order,
    count(*) as lines,
    sum(charge) as charge,
    sum(allowed) as allowed,
    sum(paid) as paid,
    sum(member_cost) as member_cost
  from keyed
  group by
    encounter_key,
    person_key,
    day,
    category_order
),

kept as materialized (
  select
    grouped.*,
    case
      when encounter.encounter_key is not null then concat(upper(left(encounter.kind, 1)), substr(encounter.kind, 2))
      else category.category
    end as kind
  from grouped
  left join (select encounter_key, kind from marts.encounter) as encounter using (encounter_key)
  left join (select distinct category, category_order from core.service_category) as category using (category_order)
  where
    $kind is null
    or list_contains($kind, case
      when encounter.encounter_key is not null then concat(upper(left(encounter.kind, 1)), substr(encounter.kind, 2))
      else category.category
    end)
),

first_encounters as materialized (
  select *
  from kept
  order by
    paid desc nulls last,
    allowed desc nulls last,
    encounter_key,
    person_key,
    day,
    category_order
  limit (select case when regexp_full_match($limit, '[0-9]{1,9}') then cast($limit as bigint) end)
),

-- What is the same on all lines of one day and category.
told as (
  select
    person_key,
    day,
    category_order,
    case when min(category_2) = max(category_2) then cast(min(category_2) as varchar) end as service,
    case when min(provider) = max(provider) then nullif(min(provider), '(not given)') end as provider,
    case when min(diagnosis_code) = max(diagnosis_code) then min(diagnosis_code) end as diagnosis
  from keyed
  semi join first_encounters using (person_key, day, category_order)
  group by
    person_key,
    day,
    category_order
),

listed as (
  select
    'row' as line,
    case
      when first_encounters.encounter_key is not null then concat('E', first_encounters.encounter_key)
      else concat('V', first_encounters.person_key, '-', strftime(first_encounters.day, '%Y%m%d'), '-', first_encounters.category_order)
    end as encounter,
    first_encounters.kind,
    person.person_id,
    coalesce(encounter.start_date, first_encounters.day) as start_date,
    coalesce(encounter.end_date, first_encounters.day) as end_date,
    encounter.days,
    coalesce(cast(encounter.service as varchar), told.service) as service,
    coalesce(cast(encounter.facility as varchar), told.provider) as provider,
    cast(encounter.drg_code as varchar) as drg,
    coalesce(cast(encounter.diagnosis_code as varchar), told.diagnosis) as diagnosis,
    encounter.ended_in_admission,
    first_encounters.lines,
    first_encounters.charge,
    first_encounters.allowed,
    first_encounters.paid,
    first_encounters.member_cost,
    cast(null as bigint) as encounters,
    cast(null as bigint) as unlisted
  from first_encounters
  join marts.person using (person_key)
  left join marts.encounter using (encounter_key)
  left join told
    on told.person_key = first_encounters.person_key
    and told.day = first_encounters.day
    and told.category_order = first_encounters.category_order
  union all by name
  select
    'total' as line,
    sum(lines) as lines,
    sum(charge) as charge,
    sum(allowed) as allowed,
    sum(paid) as paid,
    sum(member_cost) as member_cost,
    count(*) as encounters,
    count(*) - (select count(*) from first_encounters) as unlisted
  from kept
)

select *
from listed
order by
  line,
  paid desc nulls last,
  allowed desc nulls last,
  encounter
