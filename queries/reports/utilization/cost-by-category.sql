/*
title: Cost by category
family: utilization
question: Where does the money go?
order: 10
needs: [claims]
columns:
  - { name: category, label: Category, role: dimension, type: text, definition: "Kind of service. The first rule that fits decides, by bill type, revenue code, place of service, DRG and procedure code." }
  - { name: lines, label: Claim lines, role: measure, type: integer, unit: count, definition: "Lines of paid claims and fills. A reversal is a line of its own." }
  - { name: claimants, label: Members with claims, role: measure, type: integer, unit: members, definition: "Different members with a claim in the category." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow: the plan's share and the member's share together." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid." }
  - { name: member_cost, label: Member cost share, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "Deductible, copay and coinsurance." }
  - { name: paid_pmpm, label: Plan paid PMPM, role: measure, type: decimal, scale: 2, unit: usd_pmpm, direction: up-is-worse, definition: "Plan paid ÷ all member months of the period, so that the parts add up to the total." }
  - { name: by_month, label: PMPM by month, role: measure, type: series, scale: 2, unit: usd_pmpm, definition: "Plan paid ÷ all member months, month by month of the period." }
  - { name: share_of_paid, label: Share of plan paid, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Plan paid of the category ÷ plan paid of all." }
  - { name: lines_without_allowed, label: Lines without an allowed amount, role: measure, type: integer, hidden: true, compare: false, definition: "Lines on which the source gives no allowed amount." }
  - { name: paid_without_allowed, label: Plan paid on them, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, compare: false, definition: "Plan paid on lines without an allowed amount." }
  - { name: lines_without_paid, label: Lines without a paid amount, role: measure, type: integer, hidden: true, compare: false, definition: "Lines on which the source gives no paid amount." }
  - { name: lines_without_paid_date, label: Lines without a paid date, role: measure, type: integer, hidden: true, compare: false, definition: "On the paid basis: lines of service in the period that no month of payment can be given to." }
  - { name: paid_without_paid_date, label: Plan paid on those, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, compare: false, definition: "Plan paid on lines without a paid date." }
people: claimants
figures: [paid, paid_pmpm, allowed, member_cost]
chart: { type: bar, x: category, y: [paid], title: Plan paid by category }
drill: { report: cost-by-service, set: { category: category } }
answer: "The plan paid {totals.paid} in {period}[[, {totals.paid_change} than in {prior}]]; the largest part, {topvalue.category.share_of_paid}, went to {top.category.share_of_paid}."
footnotes:
  - "Medical and pharmacy claims together. Spend of members for whom no enrollment was found in the month of service stands in the row “No enrollment found” and in no other."
  - "[[{totals.lines_without_allowed|nonzero} lines give no allowed amount, so it is not given there and not zero.]][[ The plan paid {totals.paid_without_allowed} on them.]]"
  - "[[{totals.lines_without_paid|nonzero} claim lines give no paid amount and add nothing to plan paid; where a claim is paid as a whole, its money stands on one of its lines.]]"
  - "[[{totals.lines_without_paid_date|nonzero} lines of service in {period} give no paid date and so belong to no month of payment.]][[ The plan paid {totals.paid_without_paid_date} on them.]]"
companions: [cost-by-month]
*/
with cost as (
  select
    case when c.enrolled then c.category_1 else 'No enrollment found' end as category,
    basis_month(c) as month,
    c.lines,
    c.allowed,
    c.paid,
    c.member_cost,
    c.lines_without_allowed,
    c.paid_without_allowed,
    c.lines_without_paid
  from totals_of(cost_month) as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
),

-- Different people, as the bits of blocks of 64.
people as (
  select
    case when c.enrolled then c.category_1 else 'No enrollment found' end as category,
    person_block(c) as block,
    bit_or(person_bits(c)) as bits
  from blocks_of(cost_month) as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
  group by all
),

claimant as (
  select
    'row' as line,
    category,
    cast(sum(bit_count(bits)) as bigint) as claimants
  from people
  group by category
  union all
  select
    'total',
    null,
    cast(sum(bit_count(bits)) as bigint)
  from (
    select bit_or(bits) as bits
    from people
    group by block
  )
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

member_of_month as (
  select
    m.month,
    sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
  group by m.month
),

member as (
  select sum(member_months) as member_months
  from member_of_month
),

cost_of_month as (
  select
    case grouping(category) when 1 then 'total' else 'row' end as line,
    category,
    month,
    sum(paid) as paid
  from cost
  group by grouping sets ((category, month), (month))
),

history as (
  select
    known.line,
    known.category,
    string_agg(
      coalesce(
        cast(cast(round(cast(coalesce(cost_of_month.paid, 0) / nullif(member_of_month.member_months, 0) as decimal(38, 10)), 2) as decimal(18, 2)) as varchar),
        ''
      ),
      ','
      order by calendar.month
    ) as by_month
  from (select distinct line, category from cost_of_month) as known
  cross join (select cast(unnest(generate_series($from, $to, interval 1 month)) as date) as month) as calendar
  left join cost_of_month
    on cost_of_month.line = known.line
    and cost_of_month.category is not distinct from known.category
    and cost_of_month.month = calendar.month
  left join member_of_month
    on member_of_month.month = calendar.month
  group by
    known.line,
    known.category
),

category_order as (
  select
    category,
    min(category_order) as category_order
  from core.service_category
  group by category
),

summed as (
  select
    case grouping(category) when 1 then 'total' else 'row' end as line,
    category,
    sum(lines) as lines,
    sum(allowed) as allowed,
    sum(paid) as paid,
    sum(member_cost) as member_cost,
    sum(lines_without_allowed) as lines_without_allowed,
    sum(paid_without_allowed) as paid_without_allowed,
    sum(lines_without_paid) as lines_without_paid
  from cost
  group by grouping sets ((category), ())
)

select
  summed.line,
  summed.category,
  coalesce(summed.lines, 0) as lines,
  coalesce(claimant.claimants, 0) as claimants,
  summed.allowed,
  summed.paid,
  summed.member_cost,
  round(cast(summed.paid / nullif(member.member_months, 0) as decimal(38, 10)), 2) as paid_pmpm,
  round(cast(summed.paid / nullif(max(summed.paid) filter (where summed.line = 'total') over (), 0) as decimal(38, 10)), 4)
    as share_of_paid,
  history.by_month,
  summed.lines_without_allowed,
  summed.paid_without_allowed,
  summed.lines_without_paid,
  case summed.line when 'total' then undated.lines end as lines_without_paid_date,
  case summed.line when 'total' then undated.paid end as paid_without_paid_date
from summed
cross join undated
cross join member
left join claimant
  on claimant.line = summed.line
  and claimant.category is not distinct from summed.category
left join history
  on history.line = summed.line
  and history.category is not distinct from summed.category
left join category_order
  on category_order.category = summed.category
order by
  summed.line,
  category_order.category_order nulls last,
  summed.category
