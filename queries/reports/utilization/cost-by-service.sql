/*
title: Cost by service
family: utilization
question: Which services make up a category's cost?
order: 20
own:
  category: { label: Category, type: list }
needs: [claims]
columns:
  - { name: category, label: Category, role: dimension, type: text, definition: "Kind of service. The first rule that fits decides, by bill type, revenue code, place of service, DRG and procedure code." }
  - { name: service, label: Service, role: dimension, type: text, definition: "The category in finer parts." }
  - { name: lines, label: Claim lines, role: measure, type: integer, unit: count, definition: "Lines of paid claims and fills. A reversal is a line of its own." }
  - { name: claimants, label: Members with claims, role: measure, type: integer, unit: members, definition: "Different members with a claim for the service." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow: the plan's share and the member's share together." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid." }
  - { name: member_cost, label: Member cost share, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "Deductible, copay and coinsurance." }
  - { name: paid_pmpm, label: Plan paid PMPM, role: measure, type: decimal, scale: 2, unit: usd_pmpm, direction: up-is-worse, definition: "Plan paid ÷ all member months of the period, so that the parts add up to the total." }
  - { name: lines_without_allowed, label: Lines without an allowed amount, role: measure, type: integer, hidden: true, compare: false, definition: "Lines on which the source gives no allowed amount." }
  - { name: paid_without_allowed, label: Plan paid on them, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, compare: false, definition: "Plan paid on lines without an allowed amount." }
  - { name: lines_without_paid_date, label: Lines without a paid date, role: measure, type: integer, hidden: true, compare: false, definition: "On the paid basis: lines of service in the period that no month of payment can be given to." }
  - { name: paid_without_paid_date, label: Plan paid on those, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, compare: false, definition: "Plan paid on lines without a paid date." }
  - { name: rest_lines, label: Lines of rest groups, role: measure, type: integer, hidden: true, compare: false, definition: "Lines that no rule put into a more exact service than other care of their setting." }
  - { name: rest_paid, label: Plan paid on rest groups, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, compare: false, definition: "Plan paid on those lines." }
people: claimants
figures: [paid, paid_pmpm, allowed]
chart: { type: bar, x: service, y: [paid], title: Plan paid by service }
drill: { report: encounters, set: { category: category, service: service } }
answer: "The plan paid {totals.paid} for these services in {period}[[, {totals.paid_change} than in {prior}]]; the largest part, {topvalue.service.paid}, was for {top.service.paid}."
footnotes:
  - "Outside plan administration the services for mental health and substance use are one line (42 CFR Part 2)."
  - "Spend of members for whom no enrollment was found in the month of service stands in the category “No enrollment found” and in no other."
  - "[[{totals.lines_without_allowed|nonzero} lines give no allowed amount, so it is not given there and not zero.]][[ The plan paid {totals.paid_without_allowed} on them.]]"
  - "[[{totals.lines_without_paid_date|nonzero} lines of service in {period} give no paid date and so belong to no month of payment.]][[ The plan paid {totals.paid_without_paid_date} on them.]]"
  - "[[{totals.rest_lines|nonzero} lines are in no service more exact than other care of their setting: other acute stays, outpatient hospital or clinic, other office services, other medical services.]][[ The plan paid {totals.rest_paid} on them.]]"
companions: [cost-by-month]
*/
with cost as (
  select
    case when c.enrolled then c.category_1 else 'No enrollment found' end as category,
    case when c.category_1 = 'Mental health and substance use' and not for_administration() then cast(c.category_1 as varchar) else cast(c.category_2 as varchar) end as service,
    c.lines,
    c.allowed,
    c.paid,
    c.member_cost,
    c.lines_without_allowed,
    c.paid_without_allowed,
    c.category_2 in ('Other acute stays', 'Outpatient hospital or clinic', 'Other office services', 'Other medical services') as is_rest
  from totals_of(cost_month) as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, case when c.enrolled then c.category_1 else 'No enrollment found' end))
),

-- Different people, as the bits of blocks of 64.
people as (
  select
    case when c.enrolled then c.category_1 else 'No enrollment found' end as category,
    case when c.category_1 = 'Mental health and substance use' and not for_administration() then cast(c.category_1 as varchar) else cast(c.category_2 as varchar) end as service,
    cast(c.person_key >> 6 as integer) as block,
    bit_or(1::ubigint << cast(c.person_key & 63 as ubigint)) as bits
  from marts.cost_month as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, case when c.enrolled then c.category_1 else 'No enrollment found' end))
  group by all
),

claimant as (
  select
    'row' as line,
    category,
    service,
    cast(sum(bit_count(bits)) as bigint) as claimants
  from people
  group by
    category,
    service
  union all
  select
    'total',
    null,
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
    and ($category is null or list_contains($category, case when c.enrolled then c.category_1 else 'No enrollment found' end))
),

member as (
  select sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
),

summed as (
  select
    case grouping(service) when 1 then 'total' else 'row' end as line,
    category,
    service,
    sum(lines) as lines,
    sum(allowed) as allowed,
    sum(paid) as paid,
    sum(member_cost) as member_cost,
    sum(lines_without_allowed) as lines_without_allowed,
    sum(paid_without_allowed) as paid_without_allowed,
    sum(lines) filter (where is_rest) as rest_lines,
    sum(paid) filter (where is_rest) as rest_paid
  from cost
  group by grouping sets ((category, service), ())
)

select
  summed.line,
  summed.category,
  summed.service,
  coalesce(summed.lines, 0) as lines,
  coalesce(claimant.claimants, 0) as claimants,
  summed.allowed,
  summed.paid,
  summed.member_cost,
  round(cast(summed.paid / nullif(member.member_months, 0) as decimal(38, 10)), 2) as paid_pmpm,
  summed.lines_without_allowed,
  summed.paid_without_allowed,
  summed.rest_lines,
  summed.rest_paid,
  case summed.line when 'total' then undated.lines end as lines_without_paid_date,
  case summed.line when 'total' then undated.paid end as paid_without_paid_date
from summed
cross join undated
cross join member
left join claimant
  on claimant.line = summed.line
  and claimant.category is not distinct from summed.category
  and claimant.service is not distinct from summed.service
left join core.service_category
  on service_category.service = summed.service
order by
  summed.line,
  summed.category = 'No enrollment found',
  service_category.service_order,
  summed.service
