/*
title: Months by category
family: utilization
question: In which months, and for which care, was cost out of the ordinary?
order: 35
needs: [claims]
columns:
  - { name: month, label: Month, role: dimension, type: month, definition: "Month of service, or of payment on the paid basis." }
  - { name: category, label: Category, role: dimension, type: text, definition: "Kind of service. Spend without enrollment in the month of service has a row of its own." }
  - { name: paid_pmpm, label: Plan paid PMPM, role: measure, type: decimal, scale: 2, unit: usd_pmpm, direction: up-is-worse, definition: "Plan paid ÷ all member months of the month, so that the parts add up to the month's." }
  - { name: to_average, label: Against the category's average, role: measure, type: decimal, scale: 2, unit: count, compare: false, direction: up-is-worse, definition: "The month's PMPM ÷ that of the whole period: 1.50 is half as much again." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow: the plan's share and the member's share together." }
people: claimants
figures: [paid_pmpm, paid]
chart: { type: heat-map, x: month, series: category, y: [paid_pmpm], title: "Plan paid per member per month, by month and category" }
drill: { report: cost-by-service, set: { period: month, category: category } }
answer: "The plan paid {totals.paid_pmpm} for each member each month of {period}; no kind of care cost more in one month than {top.category.paid_pmpm} in {top.month.paid_pmpm}, {topvalue.month.paid_pmpm}."
footnotes:
  - "Medical and pharmacy claims together. A dark field in a single month is often one stay or one claimant; a row that darkens is a trend."
  - "A category without claims in a month has no field there."
*/
with cost as (
  select
    case grouping_id(basis_month(c), case when c.enrolled then c.category_1 else 'No enrollment found' end)
      when 0 then 'row' when 1 then 'subtotal' when 2 then 'category' else 'total'
    end as line,
    basis_month(c) as month,
    case when c.enrolled then c.category_1 else 'No enrollment found' end as category,
    sum(c.paid) as paid,
    sum(c.allowed) as allowed,
    people_behind(c) as claimants
  from totals_of(cost_month) as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
  group by grouping sets (
    (basis_month(c), case when c.enrolled then c.category_1 else 'No enrollment found' end),
    (basis_month(c)),
    (case when c.enrolled then c.category_1 else 'No enrollment found' end),
    ()
  )
),

member as (
  select
    case grouping(m.month) when 1 then 'all' else 'month' end as of,
    m.month,
    sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
  group by grouping sets ((m.month), ())
),

category_order as (
  select
    category,
    min(category_order) as category_order
  from core.service_category
  group by category
),

rated as (
  select
    cost.*,
    cast(cost.paid / nullif(member.member_months, 0) as decimal(38, 10)) as pmpm
  from cost
  left join member
    on member.of = case when cost.line in ('row', 'subtotal') then 'month' else 'all' end
    and member.month is not distinct from cost.month
)

select
  case rated.line when 'category' then 'subtotal' else rated.line end as line,
  rated.month,
  rated.category,
  round(rated.pmpm, 2) as paid_pmpm,
  round(cast(rated.pmpm / nullif(whole.pmpm, 0) as decimal(38, 10)), 2) as to_average,
  rated.paid,
  rated.allowed,
  rated.claimants
from rated
left join rated as whole
  on whole.line = case when rated.line in ('row', 'category') then 'category' else 'total' end
  and whole.category is not distinct from rated.category
left join category_order
  on category_order.category = rated.category
-- Other reports give the sums of the categories: what is withheld of a month must not come out of them.
where rated.line <> 'category' or not for_administration()
order by
  rated.line,
  rated.month,
  category_order.category_order nulls last,
  rated.category
