/*
title: Cost by diagnosis
family: conditions
question: Which diagnoses stand behind a group?
order: 41
own:
  category: { label: Category, type: list }
  diagnosis: { label: Diagnosis group or code, type: list }
needs: [medical]
columns:
  - { name: diagnosis_code, label: Diagnosis, role: dimension, type: text, definition: "First diagnosis on the line, ICD-10-CM without its dot." }
  - { name: name, label: Name, role: dimension, type: text, definition: "Where the plan has dropped in a file that names diagnoses." }
  - { name: diagnosis_group, label: Diagnosis group, role: dimension, type: text, definition: "As in Cost by diagnosis group." }
  - { name: lines, label: Claim lines, role: measure, type: integer, unit: count, definition: "Lines of paid medical claims. A reversal is a line of its own." }
  - { name: claimants, label: Members with claims, role: measure, type: integer, unit: members, definition: "Different members with a line of the diagnosis." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow: the plan's share and the member's share together." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid." }
  - { name: share_of_paid, label: Share of plan paid, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Plan paid on the diagnosis ÷ plan paid on all that is shown." }
figures: [paid, claimants, lines]
chart: { type: none }
drill: { report: claim-lines, set: { diagnosis: diagnosis_code } }
answer: "The plan paid {totals.paid} on these diagnoses in {period}; the most, {topvalue.diagnosis_code.paid}, on {top.diagnosis_code.paid}."
footnotes:
  - "For plan administration only: single diagnoses of few members say too much of them. Medical claims only; the first diagnosis of the line decides, so the lines add up to the total."
*/
-- Different people, as the bits of blocks of 64.
with by_code as (
  select
    c.diagnosis_code,
    c.enrolled,
    cast(c.person_key >> 6 as integer) as block,
    bit_or(1::ubigint << cast(c.person_key & 63 as ubigint)) as people,
    count(*) as lines,
    sum(c.allowed) as allowed,
    sum(c.paid) as paid
  from marts.service as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, case when c.enrolled then c.category_1 else 'No enrollment found' end))
  group by
    c.diagnosis_code,
    c.enrolled,
    block
),

named as (
  select
    coalesce(cast(by_code.diagnosis_code as varchar), '(not given)') as diagnosis_code,
    diagnosis.name,
    case
      when not by_code.enrolled then 'No enrollment found'
      when diagnosis.is_mapped then diagnosis.diagnosis_group
      else 'Not mapped'
    end as diagnosis_group,
    by_code.* exclude (diagnosis_code)
  from by_code
  left join marts.diagnosis
    on diagnosis.diagnosis_code = cast(by_code.diagnosis_code as varchar)
),

chosen as (
  select *
  from named
  where
    $diagnosis is null
    or list_contains($diagnosis, diagnosis_group)
    or list_contains($diagnosis, diagnosis_code)
),

summed as (
  select
    diagnosis_code,
    name,
    diagnosis_group,
    cast(sum(lines) as bigint) as lines,
    cast(sum(bit_count(people)) as bigint) as claimants,
    sum(allowed) as allowed,
    sum(paid) as paid
  from chosen
  group by
    diagnosis_code,
    name,
    diagnosis_group
),

people as (
  select cast(coalesce(sum(bit_count(people)), 0) as bigint) as claimants
  from (
    select bit_or(people) as people
    from chosen
    group by block
  )
),

whole as (
  select
    sum(lines) as lines,
    sum(allowed) as allowed,
    sum(paid) as paid
  from chosen
)

select
  'row' as line,
  summed.diagnosis_code,
  summed.name,
  summed.diagnosis_group,
  summed.lines,
  summed.claimants,
  summed.allowed,
  summed.paid,
  round(cast(summed.paid / nullif(whole.paid, 0) as decimal(38, 10)), 4) as share_of_paid
from summed
cross join whole
union all
select
  'total',
  null,
  null,
  null,
  coalesce(whole.lines, 0),
  people.claimants,
  whole.allowed,
  whole.paid,
  case when whole.paid <> 0 then 1.0000 end
from whole
cross join people
order by
  line,
  paid desc nulls last,
  diagnosis_code,
  diagnosis_group
