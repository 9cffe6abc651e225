/*
title: Large claimants, one by one
family: large-claims
question: Who are the members with large claims, and where are they heading?
order: 60
own:
  threshold: { label: "Threshold, in dollars", type: number, least: 1, most: 1000000000 }
  limit: { label: Members listed, type: number, least: 1, most: 1000000, whole: true }
defaults: { threshold: "100000", limit: "1000" }
parameters: [period, basis, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, network, profile, as_of]
needs: [claims]
columns:
  - { name: person_id, label: Person, role: dimension, type: text, definition: "Number of the person in the source." }
  - { name: condition, label: Main condition, role: dimension, type: text, definition: "Group of diagnoses on whose lines the plan paid the most for the member in the period; 'Prescription drugs' where it paid more on fills." }
  - { name: relationship, label: Relationship, role: dimension, type: text, definition: "In the member's last month of the period." }
  - { name: age_band, label: Age, role: dimension, type: text, definition: "In the member's last month of the period." }
  - { name: plan, label: Plan, role: dimension, type: text, definition: "In the member's last month of the period." }
  - { name: medical, label: Medical, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid on medical claims." }
  - { name: pharmacy, label: Pharmacy, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid on fills, before rebates." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "Medical and pharmacy together." }
  - { name: before, label: A year before, role: measure, type: decimal, scale: 2, unit: usd, definition: "What the plan paid in the same months a year before. Not given where the data does not reach back." }
  - { name: change, label: Change, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "Plan paid less that of a year before." }
  - { name: months_enrolled, label: Months enrolled, role: measure, type: integer, unit: count, definition: "Months of the period with a member month." }
  - { name: still_enrolled, label: Enrolled at the end, role: dimension, type: boolean, definition: "Has a member month in the last month of the period." }
  - { name: projected, label: Projected for the year, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "Of a period shorter than a year: plan paid × 12 ÷ months of the period where the member is enrolled at the end, else plan paid. Of a year or more: plan paid ÷ months of the period × 12." }
  - { name: members, label: Members over the threshold, role: measure, type: integer, unit: members, hidden: true, definition: "On the total line: how many there are." }
  - { name: unlisted, label: Members not listed, role: measure, type: integer, unit: members, hidden: true, definition: "On the total line: members that are in it but not listed." }
figures: [members, paid, projected]
chart: { type: none }
drill: { report: claim-lines, set: { person: person_id } }
answer: "{totals.members} {totals.members|plural:member,members} had claims of the threshold or more in {period}; the plan paid {totals.paid} for them."
footnotes:
  - "For plan administration alone: it shows persons. A projection that only goes on as the months so far is no forecast; a course of treatment may have ended."
  - "[[{totals.unlisted|nonzero} more members are in the total but not listed; list them with a higher number of members.]]"
companions: [large-claimants, stop-loss]
*/
with person as (
  select
    c.person_key,
    sum(c.paid) as paid,
    sum(c.paid) filter (where c.benefit = 'medical') as medical,
    sum(c.paid) filter (where c.benefit = 'pharmacy') as pharmacy
  from marts.cost_month as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
  group by c.person_key
  having sum(c.paid) >= try_cast($threshold as decimal(18, 2))
),

earlier as (
  select
    c.person_key,
    sum(c.paid) as paid
  from marts.cost_month as c
  semi join person using (person_key)
  where
    basis_month(c) between $from - interval 12 month and $to - interval 12 month
    and in_slice(c)
  group by c.person_key
),

part as (
  select
    line.person_key,
    coalesce(
      case when line.diagnosis_code_1 is null then 'No diagnosis given' end,
      diagnosis.diagnosis_group,
      '(not mapped)'
    ) as condition,
    sum(line.paid_amount) as paid
  from core.medical_claim_version as line
  semi join person using (person_key)
  left join marts.diagnosis
    on diagnosis.diagnosis_code = line.diagnosis_code_1
  where
    basis_month(line) between $from and $to
    and line.is_paid
  group by all
  union all
  select
    person_key,
    'Prescription drugs',
    pharmacy
  from person
  where pharmacy is not null
),

main as (
  select
    person_key,
    arg_max(condition, (paid, condition)) as condition
  from part
  where paid is not null
  group by person_key
),

covered as (
  select
    m.person_key,
    count(distinct m.month) filter (where m.member_months > 0) as months_enrolled,
    max(m.month) as last_month,
    arg_max(m.relationship, (m.month, m.is_principal)) as relationship,
    arg_max(m.age_band, (m.month, m.is_principal)) as age_band,
    arg_max(m.plan, (m.month, m.is_principal)) as plan
  from marts.member_month as m
  semi join person using (person_key)
  where
    m.month between $from and $to
    and in_member_slice(m)
  group by m.person_key
),

listed as (
  select
    person.person_key,
    person_name.person_id,
    coalesce(main.condition, 'No diagnosis given') as condition,
    coalesce(cast(covered.relationship as varchar), 'No enrollment found') as relationship,
    coalesce(cast(covered.age_band as varchar), 'No enrollment found') as age_band,
    coalesce(cast(covered.plan as varchar), 'No enrollment found') as plan,
    person.medical,
    person.pharmacy,
    person.paid,
    case
      when data_span.first_service_month <= $from - interval 12 month then coalesce(earlier.paid, 0)
    end as before,
    coalesce(covered.months_enrolled, 0) as months_enrolled,
    coalesce(covered.last_month = date_trunc('month', $to), false) as still_enrolled,
    round(cast(
      case
        when $months >= 12 or covered.last_month = date_trunc('month', $to) then person.paid * 12 / $months
        else person.paid
      end as decimal(38, 10)
    ), 2) as projected,
    row_number() over (order by person.paid desc, person.person_key) as place
  from person
  join marts.person as person_name using (person_key)
  cross join marts.data_span
  left join main using (person_key)
  left join earlier using (person_key)
  left join covered using (person_key)
)

select
  'row' as line,
  person_id,
  condition,
  relationship,
  age_band,
  plan,
  medical,
  pharmacy,
  paid,
  before,
  paid - before as change,
  months_enrolled,
  still_enrolled,
  projected,
  null as members,
  null as unlisted,
  place
from listed
where place <= coalesce(try_cast($limit as bigint), place)
union all
select
  'total',
  null,
  null,
  null,
  null,
  null,
  sum(medical),
  sum(pharmacy),
  sum(paid),
  sum(before),
  sum(paid) - sum(before),
  null,
  null,
  sum(projected),
  count(*),
  count_if(place > coalesce(try_cast($limit as bigint), place)),
  null
from listed
having count(*) > 0
order by
  line,
  place
