/*
title: Why it changed
family: drivers
question: "Why did cost for each member change: price, use, mix, age, large claims or the plan's share?"
order: 10
derive: why-it-changed
own:
  category: { label: Categories, type: list }
  threshold: { label: "Plan paid from which a member is a large claimant, in dollars", type: text }
  by: { label: "What price, use and mix are measured within: category, service or type of claim", type: text }
defaults: { compare: prior-year, by: category, threshold: "100000" }
columns:
  - { name: step, label: Step, role: dimension, type: text, hidden: true, definition: "Short name of the cause." }
  - { name: label, label: Cause, role: dimension, type: text, definition: "What moved the cost from the prior period's to this one's." }
  - { name: kind, label: Kind of step, role: dimension, type: text, hidden: true, definition: "start, step or end." }
  - { name: pmpm, label: Plan paid PMPM, role: measure, type: decimal, scale: 2, unit: usd_pmpm, direction: up-is-worse, compare: false, definition: "Dollars for each member month; of a cause, what it added or took away. The causes add up to the change." }
  - { name: rate, label: "Change, %", role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, compare: false, definition: "What the cause added ÷ PMPM of the prior period." }
  - { name: dollars, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, compare: false, definition: "The same in dollars, with enrollment as a cause of its own: PMPM effect × the mean of both periods' member months." }
  - { name: counted, label: How it is counted, role: dimension, type: text, definition: "What the cause takes in." }
people: people
figures:
  - { row: start, column: pmpm, label: "PMPM, prior" }
  - { row: end, column: pmpm, label: PMPM }
  - { column: rate, row: null, label: Change }
  - { column: dollars, row: null, label: Change in dollars }
chart: { type: waterfall, x: label, y: [pmpm], kind: kind, title: "From one period's cost per member month to the next" }
drill: { report: why-by-category, set: {} }
answer: "Cost per member per month {totals.rate|moved} to {row.end.pmpm} in {period}: price {row.price.rate|signed}, use {row.use.rate|signed}, mix {row.mix.rate|signed}, age and sex {row.demography.rate|signed}, large claims {row.large.rate|signed}, the plan's share {row.plan_share.rate|signed}."
footnotes:
  - "The split is exact and has no remainder: each cause is what its turning from the prior period to this one adds, averaged over all orders in which the causes may turn (Das Gupta, 1993; Shapley). Age bands are those of the filter."
  - "Use is counted in stays for facilities' inpatient claims (by DRG), in days of supply for drugs (by NDC) and in services for the rest (by procedure or revenue code, and place). Price is what is allowed for one, code by code."
  - "A large claimant is a member for whom the plan paid more than the threshold in the period, within the filters; the threshold is a fixed amount in both periods, so that rising prices lift more members over it."
  - "Spend of members for whom no enrollment was found is not split; where the source gives no allowed amount, what the plan paid stands for it."
companions: [why-by-category]
*/
with large_person as materialized (
  select
    true as is_now,
    c.person_key
  from marts.cost_month as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and c.enrolled
  group by c.person_key
  having sum(c.paid) > try_cast($threshold as decimal(18, 2))
  union all
  select
    false,
    c.person_key
  from marts.cost_month as c
  where
    basis_month(c) between $prior_from and $prior_to
    and in_slice(c)
    and c.enrolled
  group by c.person_key
  having sum(c.paid) > try_cast($threshold as decimal(18, 2))
),

line as materialized (
  select
    true as is_now,
    'all' as kind,
    c.category_1,
    c.category_2,
    c.claim_type,
    c.benefit,
    c.enrolled,
    c.unit,
    c.code_kind,
    c.code,
    c.place,
    cast(null as varchar) as age_band,
    cast(null as varchar) as sex,
    cast(null as integer) as person_key,
    sum(c.services) as services,
    sum(c.priced) as priced,
    sum(c.paid) as paid
  from totals_of(driver_line) as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, c.category_1))
  group by all
  union all
  select
    false as is_now,
    'all' as kind,
    c.category_1,
    c.category_2,
    c.claim_type,
    c.benefit,
    c.enrolled,
    c.unit,
    c.code_kind,
    c.code,
    c.place,
    cast(null as varchar) as age_band,
    cast(null as varchar) as sex,
    cast(null as integer) as person_key,
    sum(c.services) as services,
    sum(c.priced) as priced,
    sum(c.paid) as paid
  from totals_of(driver_line) as c
  where
    basis_month(c) between $prior_from and $prior_to
    and in_slice(c)
    and ($category is null or list_contains($category, c.category_1))
  group by all
  union all
  select
    true,
    'large',
    c.category_1,
    c.category_2,
    c.claim_type,
    c.benefit,
    c.enrolled,
    c.unit,
    c.code_kind,
    c.code,
    c.place,
    c.age_band,
    c.sex,
    c.person_key,
    c.services,
    c.priced,
    c.paid
  from marts.driver_line as c
  join large_person
    on large_person.person_key = c.person_key
    and large_person.is_now
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and c.enrolled
    and ($category is null or list_contains($category, c.category_1))
  union all
  select
    false,
    'large',
    c.category_1,
    c.category_2,
    c.claim_type,
    c.benefit,
    c.enrolled,
    c.unit,
    c.code_kind,
    c.code,
    c.place,
    c.age_band,
    c.sex,
    c.person_key,
    c.services,
    c.priced,
    c.paid
  from marts.driver_line as c
  join large_person
    on large_person.person_key = c.person_key
    and not large_person.is_now
  where
    basis_month(c) between $prior_from and $prior_to
    and in_slice(c)
    and c.enrolled
    and ($category is null or list_contains($category, c.category_1))
  union all by name
  select
    true as is_now,
    'age' as kind,
    c.category_1,
    c.category_2,
    c.claim_type,
    c.benefit,
    c.enrolled,
    c.unit,
    c.age_band,
    c.sex,
    sum(c.priced) as priced
  from ages_of(driver_line) as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, c.category_1))
  group by all
  union all by name
  select
    false as is_now,
    'age' as kind,
    c.category_1,
    c.category_2,
    c.claim_type,
    c.benefit,
    c.enrolled,
    c.unit,
    c.age_band,
    c.sex,
    sum(c.priced) as priced
  from ages_of(driver_line) as c
  where
    basis_month(c) between $prior_from and $prior_to
    and in_slice(c)
    and ($category is null or list_contains($category, c.category_1))
  group by all
  union all by name
  select
    true as is_now,
    'person' as kind,
    c.category_1,
    c.category_2,
    c.claim_type,
    c.benefit,
    c.enrolled,
    person_of(c) as person_key
  from totals_of(driver_line) as c
  where
    not for_administration()
    and basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, c.category_1))
  group by all
  union all by name
  select
    false as is_now,
    'person' as kind,
    c.category_1,
    c.category_2,
    c.claim_type,
    c.benefit,
    c.enrolled,
    person_of(c) as person_key
  from totals_of(driver_line) as c
  where
    not for_administration()
    and basis_month(c) between $prior_from and $prior_to
    and in_slice(c)
    and ($category is null or list_contains($category, c.category_1))
  group by all
),

named as (
  select
    *,
    case
      when not enrolled then 'No enrollment found'
      when $by = 'service' then category_2
      when $by <> 'type of claim' then category_1
      when benefit = 'pharmacy' then category_2
      when category_1 = 'Drugs under the medical benefit' then category_1
      else claim_type
    end as item
  from line
),

-- What is split: everybody's less the large claimants'.
kept as materialized (
  select * replace (
    case kind when 'large' then -services else services end as services,
    case kind when 'large' then -priced else priced end as priced,
    case kind when 'large' then -paid else paid end as paid
  )
  from named
  where
    enrolled
    and kind <> 'person'
),

code as (
  select
    item,
    unit,
    coalesce(sum(services) filter (where not is_now), 0) as services_before,
    coalesce(sum(services) filter (where is_now), 0) as services_after,
    coalesce(sum(priced) filter (where not is_now), 0) as priced_before,
    coalesce(sum(priced) filter (where is_now), 0) as priced_after,
    coalesce(sum(paid) filter (where not is_now), 0) as paid_before,
    coalesce(sum(paid) filter (where is_now), 0) as paid_after
  from kept
  where kind <> 'age'
  group by
    item,
    unit,
    code_kind,
    code,
    place,
    -- All lines of a stay are its price.
    case unit when 'stay' then null else category_2 end
),

-- Dollars without a service of the period (of a reversal, say) have no unit price and are left over.
cell as (
  select
    'cell' as part,
    item,
    unit,
    sum(services_before) filter (where services_before > 0) as services_before,
    sum(services_after) filter (where services_after > 0) as services_after,
    sum(priced_before) filter (where services_before > 0) as priced_before,
    sum(priced_after) filter (where services_after > 0) as priced_after,
    sum(paid_before) filter (where services_before > 0) as paid_before,
    sum(paid_after) filter (where services_after > 0) as paid_after,
    sum(cast(
      case when services_after > 0 then services_before * priced_after / services_after else priced_before end as decimal(38, 8)
    )) filter (where services_before > 0) as cross_before,
    sum(cast(
      case when services_before > 0 then services_after * priced_before / services_before else priced_after end as decimal(38, 8)
    )) filter (where services_after > 0) as cross_after,
    sum(services_after) filter (where services_before <= 0 and services_after > 0) as added_services,
    sum(priced_after) filter (where services_before <= 0 and services_after > 0) as added_priced,
    sum(services_before) filter (where services_after <= 0 and services_before > 0) as dropped_services,
    sum(priced_before) filter (where services_after <= 0 and services_before > 0) as dropped_priced
  from code
  group by
    item,
    unit
),

age as (
  select
    'age' as part,
    item,
    unit,
    age_band,
    sex,
    sum(priced) filter (where not is_now) as priced_before,
    sum(priced) filter (where is_now) as priced_after
  from kept
  where kind <> 'all'
  group by
    item,
    unit,
    age_band,
    sex
),

member_line as (
  select
    true as is_now,
    m.age_band,
    m.sex,
    sum(m.member_months) as member_months
  from ages_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
  group by
    m.age_band,
    m.sex
  union all
  select
    false,
    m.age_band,
    m.sex,
    sum(m.member_months)
  from ages_of(member_month) as m
  where
    m.month between $prior_from and $prior_to
    and in_member_slice(m)
  group by
    m.age_band,
    m.sex
),

member as (
  select
    'members' as part,
    age_band,
    sex,
    sum(member_months) filter (where not is_now) as services_before,
    sum(member_months) filter (where is_now) as services_after
  from member_line
  group by
    age_band,
    sex
),

everything as (
  select
    'all' as part,
    item,
    sum(paid) filter (where not is_now) as paid_before,
    sum(paid) filter (where is_now) as paid_after
  from named
  where kind = 'all'
  group by item
),

large as (
  select
    case grouping(item) when 1 then 'large people' else 'large' end as part,
    item,
    sum(paid) filter (where not is_now) as paid_before,
    sum(paid) filter (where is_now) as paid_after,
    count(distinct person_key) filter (where not is_now) as services_before,
    count(distinct person_key) filter (where is_now) as services_after
  from named
  where kind = 'large'
  group by grouping sets ((item), ())
),

people as (
  select
    'people' as part,
    item,
    count(distinct person_key) filter (where not is_now) as services_before,
    count(distinct person_key) filter (where is_now) as services_after
  from named
  where kind = 'person'
  group by grouping sets ((item), ())
),

category_order as (
  select
    category,
    min(category_order) as category_order
  from core.service_category
  group by category
)

select
  each.*,
  category_order.category_order
from (
  select * from cell
  union all by name
  select * from age
  union all by name
  select * from member
  union all by name
  select * from everything
  union all by name
  select * from large
  union all by name
  select * from people
) as each
left join category_order
  on category_order.category = each.item
order by
  category_order.category_order nulls last,
  each.item,
  each.part,
  each.unit,
  each.age_band,
  each.sex
