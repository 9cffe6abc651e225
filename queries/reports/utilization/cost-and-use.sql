/*
title: Cost and use
family: utilization
question: What was billed, allowed and paid for each kind of care, how often was it used, and at what price?
order: 5
parameters: [period, compare, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, network, norm, norm_base, profile, as_of]
needs: [claims]
columns:
  - { name: category, label: Category, role: dimension, type: text, definition: "Kind of service. Spend without enrollment in the month of service has a row of its own." }
  - { name: benefit, label: Benefit, role: dimension, type: text, hidden: true, definition: "Whether the claims are medical or of a pharmacy." }
  - { name: filter_value, label: Value of the filter, role: dimension, type: text, hidden: true, definition: "What the filter calls the category." }
  - { name: use_unit, label: Counted in, role: dimension, type: text, definition: "What one unit of use is: a stay, a visit of one person and day, a surgery of one person and day, an image, a prescription, or else a claim line that stands." }
  - { name: norm_key, label: Key of the norm, role: dimension, type: text, hidden: true, definition: "What a norm calls the allowed amount of the row." }
  - { name: charge, label: Billed, role: measure, type: decimal, scale: 2, unit: usd, compare: false, direction: up-is-worse, definition: "What providers charged." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow: the plan's share and the member's share together." }
  - { name: member_cost, label: Member cost share, role: measure, type: decimal, scale: 2, unit: usd, compare: false, direction: up-is-worse, definition: "Deductible, copay and coinsurance." }
  - { name: other_payers, label: Other payers and adjustments, role: measure, type: decimal, scale: 2, unit: usd, compare: false, definition: "Allowed − plan paid − member cost share: what another plan or Medicare paid (coordination of benefits), and adjustments." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid for services of the period, whenever it paid." }
  - { name: paid_out, label: "Plan paid, by month of payment", role: measure, type: decimal, scale: 2, unit: usd, compare: false, people: paid_out_people, direction: up-is-worse, definition: "What the plan paid in the months of the period, whenever the service was." }
  - { name: paid_pmpm, label: Plan paid PMPM, role: measure, type: decimal, scale: 2, unit: usd_pmpm, direction: up-is-worse, definition: "Plan paid ÷ all member months of the period, so that the parts add up to the total." }
  - { name: paid_pepm, label: Plan paid PEPM, role: measure, type: decimal, scale: 2, unit: usd_pepm, compare: false, direction: up-is-worse, definition: "Plan paid ÷ all contract months of the period; not given where the source names no subscriber." }
  - { name: allowed_pmpy, label: Allowed PMPY, role: measure, type: decimal, scale: 2, unit: usd_pmpy, norm_key_column: norm_key, direction: up-is-worse, definition: "Allowed × 12 ÷ all member months of the period." }
  - { name: use, label: Use, role: measure, type: integer, unit: count, compare: false, people: use_people, definition: "How many there were, by date of service; each category has its own unit, so they are not added up." }
  - { name: use_per_1000, label: "Use per 1,000", role: measure, type: decimal, scale: 1, unit: per_1000, people: use_people, definition: "Use × 12,000 ÷ member months." }
  - { name: allowed_per_use, label: Price per use, role: measure, type: decimal, scale: 2, unit: usd_each, people: use_people, direction: up-is-worse, definition: "Allowed of the category, with all that belongs to it, ÷ use. Use per 1,000 × price ÷ 12,000 is allowed PMPM." }
  - { name: lines_without_allowed, label: Lines without an allowed amount, role: measure, type: integer, hidden: true, compare: false, definition: "Lines on which the source gives no allowed amount." }
  - { name: paid_undated, label: Plan paid without a date, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, compare: false, definition: "On the total line: plan paid for services of the period on lines without a month of payment." }
people: claimants
figures: [paid_pmpm, allowed, member_cost, paid]
chart: { type: bar, x: category, y: [paid_pmpm], title: Plan paid per member per month by category }
drill: { report: services, set: { category: filter_value } }
answer: "The plan paid {totals.paid} in {period}, {totals.paid_pmpm} for each member each month[[, {totals.paid_pmpm_change} than in {prior}]][[. Of {totals.charge} billed, {totals.allowed} was allowed]][[; of that members owed {totals.member_cost}]][[, and {totals.other_payers|nonzero} was for other payers and adjustments]]."
footnotes:
  - "By date of service, but for the column by month of payment. Before rebates and without administrative fees."
  - "Allowed = plan paid + member cost share + other payers and adjustments."
  - "Use that found no enrollment is counted in lines and stands in the row of its spend."
  - "[[{totals.lines_without_allowed|nonzero} lines give no allowed amount, so it is not given there and not zero; what was allowed, what other payers took and the price per use are too low by it.]]"
  - "[[The plan paid {totals.paid_undated|nonzero} on lines that give no paid date; they are in no month of payment.]]"
*/
with cost as (
  select
    case c.benefit when 'pharmacy' then 'Pharmacy' else 'Medical' end as benefit,
    case when c.enrolled then c.category_1 else 'No enrollment found' end as category,
    case grouping_id(c.benefit, case when c.enrolled then c.category_1 else 'No enrollment found' end)
      when 0 then 'row' when 1 then 'subtotal' else 'total'
    end as line,
    sum(c.charge) as charge,
    sum(c.allowed) as allowed,
    sum(c.member_cost) as member_cost,
    sum(c.paid) as paid,
    sum(c.paid) filter (where c.paid_month is null) as paid_undated,
    sum(c.services) as services,
    sum(c.lines_without_allowed) as lines_without_allowed,
    people_behind(c) as claimants
  from totals_of(cost_month) as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
  group by grouping sets ((c.benefit, case when c.enrolled then c.category_1 else 'No enrollment found' end), (c.benefit), ())
),

paid_out as (
  select
    case c.benefit when 'pharmacy' then 'Pharmacy' else 'Medical' end as benefit,
    case when c.enrolled then c.category_1 else 'No enrollment found' end as category,
    case grouping_id(c.benefit, case when c.enrolled then c.category_1 else 'No enrollment found' end)
      when 0 then 'row' when 1 then 'subtotal' else 'total'
    end as line,
    sum(c.paid) as paid_out,
    people_behind(c) as paid_out_people
  from totals_of(cost_month) as c
  where
    c.paid_month between $from and $to
    and in_slice(c)
  group by grouping sets ((c.benefit, case when c.enrolled then c.category_1 else 'No enrollment found' end), (c.benefit), ())
),

-- What is counted in stays and visits, of those who were enrolled.
encounter as (
  select
    service_category.category,
    case when service_category.category = 'Emergency department' then 'visits' else 'stays' end as use_unit,
    count(*) as use,
    people_behind(e) as use_people
  from marts.encounter as e
  join core.service_category
    on service_category.service = e.service
  where
    e.incurred_month between $from and $to
    and in_slice(e)
    and e.enrolled
    and service_category.category
      in ('Inpatient hospital', 'Maternity and newborn', 'Emergency department', 'Observation', 'Skilled nursing and rehabilitation')
  group by service_category.category
),

measured as (
  select
    measure.category,
    measure.use_unit,
    sum(u.count) as use,
    people_behind(u) as use_people
  from totals_of(use_month) as u
  join (
    values
      ('office_visits', 'Office visits', 'visits'),
      ('telehealth_visits', 'Office visits', 'visits'),
      ('urgent_care_visits', 'Urgent care', 'visits'),
      ('outpatient_surgeries', 'Outpatient surgery', 'surgeries'),
      ('imaging_services', 'Imaging', 'images'),
      ('scripts', 'Prescription drugs', 'prescriptions')
  ) as measure(measure, category, use_unit)
    on measure.measure = u.measure
  where
    u.month between $from and $to
    and in_slice(u)
    and u.enrolled
  group by
    measure.category,
    measure.use_unit
),

counted as (
  select * from encounter
  union all
  select * from measured
),

member_of_month as materialized (
  select
    m.month,
    contract_block(m) as block,
    sum(m.member_months) as member_months,
    contracts_in_block(m) as contracts
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
  group by all
),

member as (
  select sum(member_months) as member_months
  from member_of_month
),

contract as (
  select cast(nullif(sum(contracts), 0) as bigint) as contract_months
  from member_of_month
),

category_order as (
  select
    category,
    min(category_order) as category_order
  from core.service_category
  group by category
),

joined as (
  select
    coalesce(cost.line, paid_out.line) as line,
    case when coalesce(cost.line, paid_out.line) <> 'total' then coalesce(cost.benefit, paid_out.benefit) end as benefit,
    case when coalesce(cost.line, paid_out.line) = 'row' then coalesce(cost.category, paid_out.category) end as category,
    cost.* exclude (line, benefit, category, claimants),
    paid_out.paid_out,
    coalesce(cost.claimants, 0) as claimants,
    coalesce(paid_out.paid_out_people, 0) as paid_out_people
  from cost
  full join paid_out
    on paid_out.line = cost.line
    and (cost.line = 'total' or paid_out.benefit = cost.benefit)
    and (cost.line <> 'row' or paid_out.category = cost.category)
),

used as (
  select
    joined.*,
    case when joined.line = 'row' then coalesce(counted.use_unit, 'lines') end as use_unit,
    case when joined.line = 'row' then case when counted.use_unit is null then joined.services else counted.use end end as use,
    case when counted.use_unit is null then joined.claimants else counted.use_people end as use_people
  from joined
  left join counted
    on counted.category = joined.category
)

select
  used.line,
  used.benefit,
  case
    when used.line = 'subtotal' then used.benefit
    when used.category = 'No enrollment found' and used.benefit = 'Pharmacy' then 'No enrollment found, pharmacy'
    else used.category
  end as category,
  used.category as filter_value,
  used.use_unit,
  case
    when used.line = 'total' then 'allowed:total'
    when used.line = 'subtotal' then 'allowed:' || lower(used.benefit)
    when used.category = 'Drugs under the medical benefit' then 'allowed:medical-drugs'
    when used.category in ('Laboratory', 'Imaging') then 'allowed:' || lower(used.category)
    when used.category = 'Prescription drugs' then 'allowed:pharmacy'
  end as norm_key,
  used.charge,
  used.allowed,
  used.member_cost,
  used.allowed - used.member_cost - used.paid as other_payers,
  coalesce(used.paid, case when used.services is null then 0 end) as paid,
  coalesce(used.paid_out, 0) as paid_out,
  round(cast(used.paid / nullif(member.member_months, 0) as decimal(38, 10)), 2) as paid_pmpm,
  round(cast(used.paid / nullif(contract.contract_months, 0) as decimal(38, 10)), 2) as paid_pepm,
  round(cast(used.allowed * 12 / nullif(member.member_months, 0) as decimal(38, 10)), 2) as allowed_pmpy,
  used.use,
  round(cast(used.use * 12000 / nullif(member.member_months, 0) as decimal(38, 10)), 1) as use_per_1000,
  round(cast(used.allowed / nullif(used.use, 0) as decimal(38, 10)), 2) as allowed_per_use,
  used.lines_without_allowed,
  case used.line when 'total' then used.paid_undated end as paid_undated,
  used.claimants,
  used.paid_out_people,
  used.use_people
from used
cross join member
cross join contract
left join category_order using (category)
order by
  used.line,
  used.benefit,
  category_order.category_order nulls last,
  used.category
