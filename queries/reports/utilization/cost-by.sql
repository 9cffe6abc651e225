/*
title: "each_title"
family: utilization
question: "each_question"
order: each_order
each:
  - { name: plan, title: Cost by plan, question: "Which plan costs what, for how many members?", order: 60, column: plan, label: Plan, words: plan, filter: plan, definition: "Plan that the member was in in the month of service." }
  - { name: tier, title: Cost by coverage tier, question: "What does each coverage tier cost?", order: 61, column: coverage_tier, label: Coverage tier, words: coverage tier, filter: tier, definition: "Coverage tier of the contract in the month of service." }
  - { name: status, title: Cost by member status, question: "What do active members, retirees and others cost?", order: 62, column: member_status, label: Member status, words: member status, filter: status, definition: "Active, retired, COBRA and so on, in the month of service." }
  - { name: unit, title: Cost by bargaining unit, question: "What does each bargaining unit cost?", order: 63, column: bargaining_unit, label: Bargaining unit, words: bargaining unit, filter: unit, definition: "Bargaining unit of the employee in the month of service." }
  - { name: employer-group, title: Cost by employer group, question: "What does each employer group cost?", order: 64, column: employer_group, label: Employer group, words: employer group, filter: employer_group, definition: "Agency, school or local government of the employee in the month of service." }
  - { name: relationship, title: Cost by relationship, question: "What do employees, spouses and children cost?", order: 65, column: relationship, label: Relationship, words: relationship, filter: relationship, definition: "How the member is related to the subscriber." }
  - { name: age, title: Cost by age, question: "How does cost rise with age?", order: 66, column: age_band, label: Age, words: age, filter: age_band, definition: "Age in years on the first day of the month of service." }
  - { name: region, title: Cost by region, question: "Where does care cost more?", order: 67, column: region, label: Region, words: region, filter: region, definition: "Region of the member in the month of service." }
needs: [claims]
columns:
  - { name: each_column, label: each_label, role: dimension, type: text, definition: "each_definition" }
  - { name: filter_value, label: Value of the filter, role: dimension, type: text, hidden: true, definition: "What the filter calls it." }
  - { name: members, label: "Members, average", role: measure, type: integer, unit: members, people: members_behind, definition: "Member months ÷ months of the period." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow: the plan's share and the member's share together." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid." }
  - { name: member_cost, label: Member cost share, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "Deductible, copay and coinsurance." }
  - { name: paid_pmpm, label: Plan paid PMPM, role: measure, type: decimal, scale: 2, unit: usd_pmpm, direction: up-is-worse, definition: "Plan paid ÷ member months of the same line." }
  - { name: share_of_members, label: Share of members, role: measure, type: decimal, scale: 4, unit: ratio, people: members_behind, definition: "Member months of the line ÷ all member months." }
  - { name: share_of_paid, label: Share of plan paid, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Plan paid of the line ÷ plan paid of all." }
  - { name: lines_without_allowed, label: Lines without an allowed amount, role: measure, type: integer, hidden: true, compare: false, definition: "Lines on which the source gives no allowed amount." }
  - { name: lines_without_paid_date, label: Lines without a paid date, role: measure, type: integer, hidden: true, compare: false, definition: "On the paid basis: lines of service in the period that no month of payment can be given to." }
  - { name: paid_without_paid_date, label: Plan paid on those, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, compare: false, definition: "Plan paid on lines without a paid date." }
people: claimants
figures: [paid, paid_pmpm, members]
chart: { type: bar, x: each_column, y: [paid_pmpm], title: "Plan paid per member per month by each_words" }
drill: { report: cost-by-category, set: { each_filter: filter_value } }
answer: "The plan paid {totals.paid_pmpm} for each member each month of {period}; the dearest each_words is {top.each_column.paid_pmpm} at {topvalue.each_column.paid_pmpm}."
footnotes:
  - "Medical and pharmacy claims together. Spend of members for whom no enrollment was found in the month of service has a row of its own; it is part of the total."
  - "[[{totals.lines_without_allowed|nonzero} lines give no allowed amount, so it is not given there and not zero.]]"
  - "[[{totals.lines_without_paid_date|nonzero} lines of service in {period} give no paid date and so belong to no month of payment.]][[ The plan paid {totals.paid_without_paid_date} on them.]]"
*/
with cost as (
  select
    case grouping(c.each_column) when 1 then 'total' else 'row' end as line,
    c.each_column,
    count(*) as cells,
    people_behind(c) as claimants,
    sum(c.allowed) as allowed,
    sum(c.paid) as paid,
    sum(c.member_cost) as member_cost,
    sum(c.lines_without_allowed) as lines_without_allowed
  from marts.cost_month as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
  group by grouping sets ((c.each_column), ())
),

undated as (
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

member as (
  select
    case grouping(m.each_column) when 1 then 'total' else 'row' end as line,
    m.each_column,
    sum(m.member_months) as member_months,
    people_behind(m) as members_behind
  from marts.member_month as m
  where
    m.month between $from and $to
    and in_member_slice(m)
  group by grouping sets ((m.each_column), ())
),

joined as (
  select
    coalesce(cost.line, member.line) as line,
    coalesce(cost.each_column, member.each_column) as each_column,
    cost.* exclude (line, each_column),
    member.* exclude (line, each_column)
  from cost
  full join member
    on member.line = cost.line
    and member.each_column is not distinct from cost.each_column
),

whole as (
  select
    paid as all_paid,
    member_months as all_member_months
  from joined
  where line = 'total'
)

select
  joined.line,
  case joined.each_column when '(none)' then 'No enrollment found' else joined.each_column end as each_column,
  joined.each_column as filter_value,
  cast(round(cast(coalesce(joined.member_months, 0) / $months as decimal(38, 10))) as bigint) as members,
  case when joined.cells is null then 0 else joined.allowed end as allowed,
  case when joined.cells is null then 0 else joined.paid end as paid,
  case when joined.cells is null then 0 else joined.member_cost end as member_cost,
  round(cast(
    case when joined.cells is null then 0 else joined.paid end / nullif(joined.member_months, 0) as decimal(38, 10)
  ), 2) as paid_pmpm,
  round(cast(coalesce(joined.member_months, 0) / nullif(whole.all_member_months, 0) as decimal(38, 10)), 4) as share_of_members,
  round(cast(coalesce(joined.paid, 0) / nullif(whole.all_paid, 0) as decimal(38, 10)), 4) as share_of_paid,
  joined.lines_without_allowed,
  case joined.line when 'total' then undated.lines end as lines_without_paid_date,
  case joined.line when 'total' then undated.paid end as paid_without_paid_date,
  coalesce(joined.claimants, 0) as claimants,
  coalesce(joined.members_behind, 0) as members_behind
from joined
cross join whole
cross join undated
order by
  joined.line,
  joined.each_column = '(none)',
  starts_with(joined.each_column, '('),
  joined.each_column
