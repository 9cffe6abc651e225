/*
title: Cost by month
family: utilization
question: How does cost run from month to month?
order: 30
needs: [claims]
columns:
  - { name: month, label: Month, role: dimension, type: month, definition: "Month of service or, on the paid basis, of payment." }
  - { name: members, label: "Members, average", role: measure, type: integer, unit: members, people: members_behind, definition: "Members covered in the month; on the total line the average of the months." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow: the plan's share and the member's share together." }
  - { name: paid_medical, label: Plan paid medical, role: measure, needs: medical, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid on medical claims." }
  - { name: paid_pharmacy, label: Plan paid pharmacy, role: measure, needs: pharmacy, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid on pharmacy claims, before rebates." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid on both." }
  - { name: member_cost, label: Member cost share, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "Deductible, copay and coinsurance." }
  - { name: paid_pmpm, label: Plan paid PMPM, role: measure, type: decimal, scale: 2, unit: usd_pmpm, direction: up-is-worse, definition: "Plan paid ÷ member months of the same month." }
  - { name: lines_without_allowed, label: Lines without an allowed amount, role: measure, type: integer, hidden: true, compare: false, definition: "Lines on which the source gives no allowed amount." }
  - { name: paid_without_allowed, label: Plan paid on them, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, compare: false, definition: "Plan paid on lines without an allowed amount." }
  - { name: lines_without_paid_date, label: Lines without a paid date, role: measure, type: integer, hidden: true, compare: false, definition: "On the paid basis: lines of service in the period that no month of payment can be given to." }
  - { name: paid_without_paid_date, label: Plan paid on those, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, compare: false, definition: "Plan paid on lines without a paid date." }
people: claimants
figures: [paid, paid_pmpm, members]
chart: { type: line, x: month, y: [paid_pmpm], title: Plan paid per member per month }
drill: { report: cost-by-category, set: { period: month } }
answer: "The plan paid {totals.paid_pmpm} for each member each month of {period}[[, {totals.paid_pmpm_change} than in {prior}]]; the dearest month was {top.month.paid_pmpm} at {topvalue.month.paid_pmpm}."
footnotes:
  - "Medical and pharmacy claims together, with the spend of members for whom no enrollment was found."
  - "[[{totals.lines_without_allowed|nonzero} lines give no allowed amount, so it is not given there and not zero.]][[ The plan paid {totals.paid_without_allowed} on them.]]"
  - "[[{totals.lines_without_paid_date|nonzero} lines of service in {period} give no paid date and so belong to no month of payment.]][[ The plan paid {totals.paid_without_paid_date} on them.]]"
*/
with undated as (
  select
    sum(c.lines) as lines,
    sum(c.paid) as paid
  from totals_of(cost_month) as c
  where
    c.incurred_month between $from and $to
    and c.paid_month is null
    and basis_month(c) is null
    and in_slice(c)
),

cost as (
  select
    case grouping(basis_month(c)) when 1 then 'total' else 'row' end as line,
    basis_month(c) as month,
    people_behind(c) as claimants,
    sum(c.allowed) as allowed,
    sum(c.paid) filter (where c.benefit = 'medical') as paid_medical,
    sum(c.paid) filter (where c.benefit = 'pharmacy') as paid_pharmacy,
    sum(c.paid) as paid,
    sum(c.member_cost) as member_cost,
    sum(c.lines_without_allowed) as lines_without_allowed,
    sum(c.paid_without_allowed) as paid_without_allowed
  from totals_of(cost_month) as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
  group by grouping sets ((basis_month(c)), ())
),

member as (
  select
    case grouping(m.month) when 1 then 'total' else 'row' end as line,
    m.month,
    members(m) as members,
    people_behind(m) filter (where m.member_months > 0) as members_behind,
    sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
  group by grouping sets ((m.month), ())
),

calendar as (
  select
    'row' as line,
    cast(unnest(generate_series($from, $to, interval 1 month)) as date) as month
  union all
  select
    'total',
    null
)

select
  calendar.line,
  calendar.month,
  case calendar.line
    when 'row' then coalesce(member.members, 0)
    else cast(round(cast(member.member_months / $months as decimal(38, 10))) as bigint)
  end as members,
  case when cost.line is null then 0 else cost.allowed end as allowed,
  case when cost.paid is null and cost.line is not null then null else coalesce(cost.paid_medical, 0) end as paid_medical,
  case when cost.paid is null and cost.line is not null then null else coalesce(cost.paid_pharmacy, 0) end as paid_pharmacy,
  case when cost.line is null then 0 else cost.paid end as paid,
  case when cost.line is null then 0 else cost.member_cost end as member_cost,
  round(cast(case when cost.line is null then 0 else cost.paid end / nullif(member.member_months, 0) as decimal(38, 10)), 2) as paid_pmpm,
  cost.lines_without_allowed,
  cost.paid_without_allowed,
  case calendar.line when 'total' then undated.lines end as lines_without_paid_date,
  case calendar.line when 'total' then undated.paid end as paid_without_paid_date,
  coalesce(cost.claimants, 0) as claimants,
  coalesce(member.members_behind, 0) as members_behind
from calendar
cross join undated
left join cost
  on cost.line = calendar.line
  and cost.month is not distinct from calendar.month
left join member
  on member.line = calendar.line
  and member.month is not distinct from calendar.month
order by
  calendar.line,
  calendar.month
