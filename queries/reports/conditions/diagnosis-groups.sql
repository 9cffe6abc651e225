/*
title: Cost by diagnosis group
family: conditions
question: Which illnesses does the medical spend go to?
order: 40
own:
  category: { label: Category, type: list }
  diagnosis: { label: Diagnosis group, type: list }
needs: [medical]
columns:
  - { name: diagnosis_group, label: Diagnosis group, role: dimension, type: text, definition: "The group of the first diagnosis on the line: the category of AHRQ's CCSR where the plan has dropped that file in, else the chapter of ICD-10-CM in our own words." }
  - { name: filter_value, label: Value of the filter, role: dimension, type: text, hidden: true, definition: "What the filter and the drill call it." }
  - { name: lines, label: Claim lines, role: measure, type: integer, unit: count, definition: "Lines of paid medical claims. A reversal is a line of its own." }
  - { name: claimants, label: Members with claims, role: measure, type: integer, unit: members, definition: "Different members with a line in the group." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow: the plan's share and the member's share together." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid." }
  - { name: member_cost, label: Member cost share, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "Deductible, copay and coinsurance." }
  - { name: paid_pmpm, label: Plan paid PMPM, role: measure, type: decimal, scale: 2, unit: usd_pmpm, direction: up-is-worse, definition: "Plan paid ÷ all member months of the period, so that the parts add up to the total." }
  - { name: share_of_paid, label: Share of plan paid, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Plan paid of the group ÷ plan paid of all medical lines." }
  - { name: named_share, label: Share of the named groups, role: measure, type: decimal, scale: 4, unit: ratio, hidden: true, compare: false, definition: "Share of plan paid, for groups that say what the care was for." }
  - { name: lines_without_allowed, label: Lines without an allowed amount, role: measure, type: integer, hidden: true, compare: false, definition: "Lines on which the source gives no allowed amount." }
  - { name: lines_not_mapped, label: Lines not mapped, role: measure, type: integer, hidden: true, compare: false, definition: "Lines whose diagnosis is in no group, or that give none." }
  - { name: paid_not_mapped, label: Plan paid on those, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, compare: false, definition: "Plan paid on them." }
people: claimants
figures: [paid, paid_pmpm, claimants]
chart: { type: bar, x: diagnosis_group, y: [paid], title: "Plan paid for medical care by diagnosis group" }
drill: { report: diagnosis-codes, set: { diagnosis: filter_value } }
answer: "The plan paid {totals.paid} for medical care in {period}[[, {totals.paid_change} than in {prior}]]; the largest part, {topvalue.diagnosis_group.named_share}, went to {top.diagnosis_group.named_share}."
footnotes:
  - "Spend of members for whom no enrollment was found in the month of service stands in the row No enrollment found and in no other."
  - "Medical claims only: prescriptions carry no diagnosis. The first diagnosis of the line decides, so the groups add up to the total; the other diagnoses of a line count under Chronic conditions."
  - "[[{totals.lines_not_mapped|nonzero} lines have no diagnosis or one that is in no group; they stand in the row Not mapped.]][[ The plan paid {totals.paid_not_mapped} on them.]]"
  - "[[{totals.lines_without_allowed|nonzero} lines give no allowed amount, so it is not given there and not zero.]]"
  - "Outside plan administration mental health and substance use are one row (42 CFR Part 2)."
companions: [conditions]
*/
with named as (
  select
    cast(diagnosis_code as core.diagnosis_code_diagnosis_code) as diagnosis_code,
    case
      when is_behavioral and not for_administration() then 'Mental health and substance use'
      when is_mapped then diagnosis_group
      else 'Not mapped'
    end as diagnosis_group
  from marts.diagnosis
  semi join core.diagnosis_code using (diagnosis_code)
),

-- Different people, as the bits of blocks of 64.
block as (
  select
    c.diagnosis_code,
    c.enrolled,
    cast(c.person_key >> 6 as integer) as block,
    bit_or(1::ubigint << cast(c.person_key & 63 as ubigint)) as people,
    count(*) as lines,
    sum(c.allowed) as allowed,
    sum(c.paid) as paid,
    sum(c.member_cost) as member_cost,
    sum(c.lines_without_allowed) as lines_without_allowed
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

grouped as (
  select
    case when block.enrolled then coalesce(named.diagnosis_group, 'Not mapped') else 'No enrollment found' end as diagnosis_group,
    block.block,
    bit_or(block.people) as people,
    sum(block.lines) as lines,
    sum(block.allowed) as allowed,
    sum(block.paid) as paid,
    sum(block.member_cost) as member_cost,
    sum(block.lines_without_allowed) as lines_without_allowed
  from block
  left join named
    on named.diagnosis_code = block.diagnosis_code
  group by all
),

chosen as (
  select *
  from grouped
  where
    $diagnosis is null
    or list_contains($diagnosis, diagnosis_group)
),

everyone as (
  select sum(bit_count(people)) as claimants
  from (
    select bit_or(people) as people
    from chosen
    group by block
  )
),

summed as (
  select
    case grouping(diagnosis_group) when 1 then 'total' else 'row' end as line,
    diagnosis_group,
    sum(lines) as lines,
    case grouping(diagnosis_group)
      when 1 then coalesce((select claimants from everyone), 0)
      else sum(bit_count(people))
    end as claimants,
    sum(allowed) as allowed,
    sum(paid) as paid,
    sum(member_cost) as member_cost,
    sum(lines_without_allowed) as lines_without_allowed,
    sum(lines) filter (where diagnosis_group = 'Not mapped') as lines_not_mapped,
    sum(paid) filter (where diagnosis_group = 'Not mapped') as paid_not_mapped
  from chosen
  group by grouping sets ((diagnosis_group), ())
),

member as (
  select sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
)

select
  summed.line,
  summed.diagnosis_group,
  summed.diagnosis_group as filter_value,
  coalesce(summed.lines, 0) as lines,
  cast(summed.claimants as bigint) as claimants,
  summed.allowed,
  summed.paid,
  summed.member_cost,
  round(cast(summed.paid / nullif(member.member_months, 0) as decimal(38, 10)), 2) as paid_pmpm,
  round(cast(summed.paid / nullif(max(summed.paid) filter (where summed.line = 'total') over (), 0) as decimal(38, 10)), 4)
    as share_of_paid,
  case when summed.diagnosis_group not in ('Not mapped', 'No enrollment found') then round(cast(
    summed.paid / nullif(max(summed.paid) filter (where summed.line = 'total') over (), 0) as decimal(38, 10)
  ), 4) end as named_share,
  summed.lines_without_allowed,
  case summed.line when 'total' then coalesce(summed.lines_not_mapped, 0) end as lines_not_mapped,
  case summed.line when 'total' then summed.paid_not_mapped end as paid_not_mapped
from summed
cross join member
order by
  summed.line,
  summed.diagnosis_group = 'No enrollment found',
  summed.diagnosis_group = 'Not mapped',
  summed.paid desc nulls last,
  summed.diagnosis_group
