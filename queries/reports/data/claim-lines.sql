/*
title: Claim lines
family: data
question: Which claim lines stand behind a figure?
order: 90
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
  encounter: { label: Encounter, type: list }
  person: { label: Person, type: list }
  limit: { label: Lines listed, type: number, least: 1, most: 1000000, whole: true }
defaults: { limit: "10000" }
needs: [claims]
columns:
  - { name: service_date, label: Service date, role: dimension, type: date, definition: "First day of service; of a facility claim the first day of the claim." }
  - { name: paid_date, label: Paid date, role: dimension, type: date, definition: "Day on which the plan paid, where the source gives it." }
  - { name: person_id, label: Person, role: dimension, type: text, definition: "Number of the person in the source." }
  - { name: claim_id, label: Claim, role: dimension, type: text, definition: "Number of the claim in the source." }
  - { name: claim_line_number, label: Line, role: dimension, type: integer, definition: "Number of the line within the claim." }
  - { name: category, label: Category, role: dimension, type: text, definition: "Kind of service." }
  - { name: service, label: Service, role: dimension, type: text, definition: "The category in finer parts." }
  - { name: code, label: Procedure or drug code, role: dimension, type: text, definition: "HCPCS code of a medical line, drug code of a fill." }
  - { name: revenue_code, label: Revenue code, role: dimension, type: text, definition: "Revenue code of a facility line." }
  - { name: place, label: Place of service, role: dimension, type: text, definition: "Place of service of a professional line." }
  - { name: bill_type, label: Bill type, role: dimension, type: text, definition: "Bill type of a facility claim." }
  - { name: drg, label: DRG, role: dimension, type: text, definition: "Diagnosis-related group of a stay." }
  - { name: diagnosis, label: Diagnosis, role: dimension, type: text, definition: "First diagnosis code." }
  - { name: provider, label: Provider, role: dimension, type: text, definition: "Who gave the service, of a facility claim the facility; of a fill the pharmacy." }
  - { name: charge, label: Charge, role: measure, type: decimal, scale: 2, unit: usd, definition: "What the provider charged." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, definition: "What the plan's contracts allow." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, definition: "What the plan paid." }
  - { name: member_cost, label: Member cost share, role: measure, type: decimal, scale: 2, unit: usd, definition: "Deductible, copay and coinsurance." }
  - { name: load_number, label: Load, role: dimension, type: integer, definition: "Load that the line came with." }
  - { name: source_file, label: File, role: dimension, type: integer, definition: "Place of the file in that load." }
  - { name: source_row, label: Row, role: dimension, type: integer, definition: "Row of the file." }
  - { name: lines, label: Lines, role: measure, type: integer, unit: count, hidden: true, definition: "Claim lines." }
  - { name: unlisted, label: Lines not listed, role: measure, type: integer, unit: count, hidden: true, definition: "On the total line: claim lines that are in it but not listed." }
figures: [lines, paid, allowed]
answer: "{totals.lines} claim {totals.lines|plural:line stands,lines stand} behind this[[, on which the plan paid {totals.paid}]]."
footnotes:
  - "Paid lines only, in all versions of a claim; a reversal is a line of its own. Each line names the load, file and row that it came from."
  - "[[{totals.unlisted|nonzero} more lines stand behind this and are in the total but not listed. Choose a shorter period or fewer lines by the filters, or list all of them with limit=all.]]"
*/
-- An encounter is asked for by its number, E and a key, or by V, person, day and category.
with asked as (
  select
    try_cast(nullif(regexp_extract(id, '^E([0-9]{1,9})$', 1), '') as integer) as encounter_key,
    try_cast(nullif(regexp_extract(id, '^V([0-9]{1,9})-', 1), '') as integer) as person_key,
    cast(try_strptime(regexp_extract(id, '^V[0-9]+-([0-9]{8})-', 1), '%Y%m%d') as date) as day,
    try_cast(nullif(regexp_extract(id, '^V.*-([0-9]{1,4})$', 1), '') as smallint) as category_order
  from (select unnest(cast($encounter as varchar[])) as id)
),

chosen as not materialized (
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
    and (
      $encounter is null
      or c.encounter_key in (select encounter_key from asked where encounter_key is not null)
      or (
        c.encounter_key is null
        and exists (
          from asked
          where
            asked.person_key = c.person_key
            and asked.category_order = c.category_order
            and asked.day is not distinct from c.service_date
        )
      )
    )
    and ($person is null or c.person_key in (select person_key from marts.person where list_contains($person, person_id)))
),

total as (
  select
    sum(charge) as charge,
    sum(allowed) as allowed,
    sum(paid) as paid,
    sum(member_cost) as member_cost,
    count(*) as lines
  from chosen
),

first_lines as materialized (
  select *
  from chosen
  order by
    service_date,
    load_number,
    source_file,
    source_row
  limit (select case when regexp_full_match($limit, '[0-9]{1,9}') then cast($limit as bigint) end)
),

-- The few that are listed find the rest of what their sources say.
told as (
  select
    load_number,
    source_file,
    source_row,
    paid_date,
    person_id,
    claim_id,
    claim_line_number,
    cast(hcpcs_code as varchar) as code,
    cast(revenue_center_code as varchar) as revenue_code,
    cast(place_of_service_code as varchar) as place,
    cast(bill_type_code as varchar) as bill_type,
    cast(drg_code as varchar) as drg,
    diagnosis_code_1 as diagnosis
  from core.medical_claim_version
  semi join (from first_lines where benefit = 'medical') using (load_number, source_file, source_row)
  union all
  select
    load_number,
    source_file,
    source_row,
    paid_date,
    person_id,
    claim_id,
    claim_line_number,
    ndc_code,
    null,
    null,
    null,
    null,
    null
  from core.pharmacy_claim_version
  semi join (from first_lines where benefit = 'pharmacy') using (load_number, source_file, source_row)
),

listed as (
  select
    'row' as line,
    first_lines.service_date,
    told.paid_date,
    told.person_id,
    told.claim_id,
    told.claim_line_number,
    first_lines.category,
    cast(first_lines.category_2 as varchar) as service,
    told.code,
    told.revenue_code,
    told.place,
    told.bill_type,
    told.drg,
    told.diagnosis,
    nullif(first_lines.provider, '(not given)') as provider,
    first_lines.charge,
    first_lines.allowed,
    first_lines.paid,
    first_lines.member_cost,
    load_number,
    source_file,
    source_row,
    1 as lines,
    cast(null as bigint) as unlisted
  from first_lines
  join told using (load_number, source_file, source_row)
  union all by name
  select
    'total' as line,
    *,
    lines - (select count(*) from first_lines) as unlisted
  from total
)

select *
from listed
order by
  line,
  service_date,
  claim_id,
  claim_line_number,
  load_number,
  source_file,
  source_row
