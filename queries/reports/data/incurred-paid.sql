/*
title: Incurred and paid by month
family: data
question: What was the care of each month worth, and what was paid out in it?
order: 10
parameters: [period, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, network, profile, as_of]
needs: [claims]
columns:
  - { name: month, label: Month, role: dimension, type: month, definition: "Month of service for the first amount, of payment for the second." }
  - { name: incurred, label: Plan paid for service in the month, role: measure, type: decimal, scale: 2, unit: usd, people: incurred_people, definition: "Plan paid so far on claims with service in the month, whenever it was paid." }
  - { name: paid, label: Plan paid in the month, role: measure, type: decimal, scale: 2, unit: usd, people: paid_people, definition: "Plan paid in the month, whenever the service was." }
  - { name: difference, label: Difference, role: measure, type: decimal, scale: 2, unit: usd, people: either_people, definition: "Paid for service in the month less paid in the month." }
  - { name: paid_with_date, label: Plan paid with a date, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, definition: "Plan paid in the month, without what has no paid date." }
  - { name: lines_without_paid_date, label: Lines without a paid date, role: measure, type: integer, hidden: true, compare: false, definition: "Lines of service in the period that no month of payment can be given to." }
  - { name: paid_without_paid_date, label: Plan paid on them, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, compare: false, definition: "Plan paid on lines without a paid date." }
people: people
figures: [incurred, paid]
chart: { type: line, x: month, y: [incurred, paid], title: Plan paid by month of service and by month of payment }
drill: { report: cost-by-category, set: { period: month } }
answer: "Care in {period} has cost the plan {totals.incurred} so far[[; payments dated in those months come to {totals.paid_with_date}]]."
footnotes:
  - "Medical and pharmacy claims together. Late months fill up as claims come in."
  - "[[{totals.lines_without_paid_date|nonzero} lines of service in {period} give no paid date; what was paid on them stands in a line of its own and is part of the total.]]"
*/
with slice as (
  select
    c.incurred_month,
    c.paid_month,
    person_of(c) as person_key,
    c.lines,
    c.paid
  from totals_of(cost_month) as c
  where
    (c.incurred_month between $from and $to or c.paid_month between $from and $to)
    and in_slice(c)
),

-- One row for each amount and the month it belongs to; what has no paid date belongs to no month.
amount as (
  select
    incurred_month as month,
    person_key,
    paid as incurred,
    cast(null as decimal(18, 2)) as paid,
    cast(null as bigint) as undated_lines
  from slice
  where incurred_month between $from and $to
  union all
  select
    paid_month,
    person_key,
    null,
    paid,
    null
  from slice
  where paid_month between $from and $to
  union all
  select
    null,
    person_key,
    null,
    paid,
    lines
  from slice
  where
    paid_month is null
    and incurred_month between $from and $to
),

summed as (
  select
    case grouping(amount.month) when 1 then 'total' else 'row' end as line,
    amount.month,
    sum(amount.incurred) as incurred,
    sum(amount.paid) as paid,
    sum(amount.undated_lines) as undated_lines,
    sum(amount.paid) filter (where amount.undated_lines is not null) as undated_paid,
    people_behind(amount) as people,
    people_behind(amount) filter (where amount.incurred is not null) as incurred_people,
    people_behind(amount) filter (where amount.paid is not null) as paid_people
  from amount
  group by grouping sets ((amount.month), ())
),

calendar as (
  select
    'row' as line,
    cast(unnest(generate_series($from, $to, interval 1 month)) as date) as month
  union
  select
    line,
    month
  from summed
)

select
  calendar.line,
  case
    when calendar.month is not null then strftime(calendar.month, '%Y-%m')
    when calendar.line = 'row' then '(no paid date given)'
  end as month,
  case when calendar.month is null and calendar.line = 'row' then null else coalesce(summed.incurred, 0) end as incurred,
  coalesce(summed.paid, 0) as paid,
  case
    when calendar.month is not null or calendar.line = 'total'
      then coalesce(summed.incurred, 0) - coalesce(summed.paid, 0)
  end as difference,
  coalesce(summed.paid, 0) - coalesce(summed.undated_paid, 0) as paid_with_date,
  summed.undated_lines as lines_without_paid_date,
  summed.undated_paid as paid_without_paid_date,
  coalesce(summed.people, 0) as people,
  coalesce(summed.incurred_people, 0) as incurred_people,
  coalesce(summed.paid_people, 0) as paid_people,
  coalesce(least(nullif(summed.incurred_people, 0), nullif(summed.paid_people, 0)), 0) as either_people
from calendar
left join summed
  on summed.line = calendar.line
  and summed.month is not distinct from calendar.month
order by
  calendar.line,
  calendar.month nulls last
