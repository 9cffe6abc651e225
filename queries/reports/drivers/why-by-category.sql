/*
title: Why it changed, by category
family: drivers
question: "In which kinds of service did price, use and mix change cost?"
order: 15
derive: why-by-category
own:
  category: { label: Categories, type: list }
  threshold: { label: "Plan paid from which a member is a large claimant, in dollars", type: number, least: 1, most: 1000000000 }
  by: { label: "What a line is: category, service or type of claim", type: choice, values: [category, service, type of claim] }
  in: { label: "Figures in pmpm or dollars", type: choice, values: [pmpm, dollars] }
defaults: { compare: prior-year, by: category, threshold: "100000", in: pmpm }
needs: [claims]
columns:
  - { name: item, label: Kind of service, role: dimension, type: text, definition: "Category, service or type of claim." }
  - { name: amount_unit, label: Unit, role: dimension, type: text, hidden: true, definition: "Of the dollar columns: for each member month, or whole." }
  - { name: earlier, label: "Plan paid, prior", role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, definition: "Plan paid of the period compared with; for each member month, ÷ all member months of the period, so that the lines add up." }
  - { name: now, label: Plan paid, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, definition: "Plan paid of the period, likewise." }
  - { name: change, label: Change, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, definition: "This period less the prior one. The causes on the line add up to it." }
  - { name: change_rate, label: "Change, %", role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, compare: false, blank: dash, definition: "Change ÷ prior." }
  - { name: price, label: Price, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "Other unit prices for the same services, code by code." }
  - { name: use, label: Use, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "More or fewer services for each member of the same age and sex." }
  - { name: mix, label: Mix, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "Dearer or cheaper services among those of both periods." }
  - { name: added, label: "New, dropped", role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "Services of one period alone, so far as they cost more or less than the rest." }
  - { name: demography, label: Age and sex, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "Each age and sex's share of members, at its use and cost." }
  - { name: large, label: Large claims, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "All claims of members above the threshold." }
  - { name: plan_share, label: "Plan's share", role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "The plan paying another part of what is allowed." }
  - { name: enrollment, label: Enrollment, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "The change of member months at the mean PMPM; in dollars only." }
  - { name: unsplit, label: Not split, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "Spend without enrollment, and dollars without a service of the period." }
  - { name: price_trend, label: Unit price index, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, compare: false, blank: dash, definition: "This period's unit prices over the prior period's, on the prior period's services, over the codes of both; without large claimants." }
  - { name: use_trend, label: "Use index, ageing in it", role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, compare: false, blank: dash, definition: "Services for each member month over the prior period; of several units, weighed by their dollars." }
  - { name: mix_trend, label: Mix index, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, compare: false, blank: dash, definition: "What is left of the change of dollars allowed for each member month." }
people: people
figures: [now, change, price, use, mix]
chart: { type: bar, x: item, y: [change], title: "Change in cost by kind of service" }
drill: { report: top-movers, set: { category: item } }
answer: "Each line splits the change of cost from {prior} to {period}[[: {top.item.change} rose most, by {topvalue.item.change}]][[, of a change of {totals.change} in all]][[: price {totals.price|signed}, use {totals.use|signed}, mix {totals.mix|signed}, large claims {totals.large|signed}]]."
footnotes:
  - "The split is exact and has no remainder: each cause is what its turning from the prior period to this one adds, averaged over all orders in which the causes may turn (Das Gupta, 1993; Shapley). Age bands are those of the filter."
  - "Use is counted in stays for facilities' inpatient claims (by DRG), in days of supply for drugs (by NDC) and in services for the rest (by procedure or revenue code, and place). Price is what is allowed for one, code by code."
  - "A large claimant is a member for whom the plan paid more than the threshold in the period, within the filters; the threshold is a fixed amount in both periods, so that rising prices lift more members over it."
  - "Price, use and mix are what each cause adds to cost for each member; the indexes are changes on their own, over services without large claimants, so the two are not the same figure."
  - "Spend of members for whom no enrollment was found is not split; where the source gives no allowed amount, what the plan paid stands for it."
*/
with large_person as materialized (
  select
    c.person_key,
    coalesce(sum(c.paid) filter (where basis_month(c) between $from and $to) > try_cast($threshold as decimal(18, 2)), false) as is_large,
    coalesce(
      sum(c.paid) filter (where basis_month(c) between $prior_from and $prior_to) > try_cast($threshold as decimal(18, 2)), false
    ) as was_large
  from marts.cost_month as c
  -- Most people cost too little whatever is asked.
  semi join (
    select person_key
    from marts.person_paid
    where paid_most > try_cast($threshold as decimal(18, 2))
  ) as dear
    on dear.person_key = c.person_key
  where
    (basis_month(c) between $from and $to or basis_month(c) between $prior_from and $prior_to)
    and in_slice(c)
    and c.enrolled
  group by c.person_key
  having
    is_large
    or was_large
),

-- Everybody's, both periods at once: they may have months in common.
used as materialized (
  select
    code_key,
    enrolled,
    sum(services) filter (where is_before) as services_before,
    sum(services) filter (where is_now) as services_after,
    sum(priced) filter (where is_before) as priced_before,
    sum(priced) filter (where is_now) as priced_after,
    sum(paid) filter (where is_before) as paid_before,
    sum(paid) filter (where is_now) as paid_after
  from (
    select
      c.code_key,
      c.enrolled,
      c.services,
      c.priced,
      c.paid,
      coalesce(basis_month(c) between $from and $to, false) as is_now,
      coalesce(basis_month(c) between $prior_from and $prior_to, false) as is_before
    from totals_of(driver_line) as c
    where
      in_slice(c)
      and ($category is null or list_contains($category, cast(c.category_1 as varchar)))
      and (basis_month(c) between $from and $to or basis_month(c) between $prior_from and $prior_to)
  )
  group by
    code_key,
    enrolled
),

large_used as materialized (
  select
    code_key,
    age_band,
    sex,
    person_key,
    sum(services) filter (where is_before) as services_before,
    sum(services) filter (where is_now) as services_after,
    sum(priced) filter (where is_before) as priced_before,
    sum(priced) filter (where is_now) as priced_after,
    sum(paid) filter (where is_before) as paid_before,
    sum(paid) filter (where is_now) as paid_after,
    bool_or(is_before) as was_used,
    bool_or(is_now) as is_used
  from (
    select
      c.code_key,
      c.age_band,
      c.sex,
      person_of(c) as person_key,
      c.services,
      c.priced,
      c.paid,
      large_person.is_large and coalesce(basis_month(c) between $from and $to, false) as is_now,
      large_person.was_large and coalesce(basis_month(c) between $prior_from and $prior_to, false) as is_before
    from marts.driver_line as c
    join large_person using (person_key)
    where
      in_slice(c)
      and c.enrolled
      and ($category is null or list_contains($category, cast(c.category_1 as varchar)))
      and (basis_month(c) between $from and $to or basis_month(c) between $prior_from and $prior_to)
  )
  where
    is_now
    or is_before
  group by
    code_key,
    age_band,
    sex,
    person_key
),

-- What a line of the answer is.
named as materialized (
  select
    *,
    case
      when $by = 'service' then cast(category_2 as varchar)
      when $by <> 'type of claim' then cast(category_1 as varchar)
      when benefit = 'pharmacy' then cast(category_2 as varchar)
      when category_1 = 'Drugs under the medical benefit' then cast(category_1 as varchar)
      else cast(claim_type as varchar)
    end as item
  from marts.driver_code
),

used_age as (
  select
    category_2,
    claim_type,
    unit,
    age_band,
    sex,
    sum(priced) filter (where is_before) as priced_before,
    sum(priced) filter (where is_now) as priced_after
  from (
    select
      c.category_2,
      c.claim_type,
      c.unit,
      c.age_band,
      c.sex,
      c.priced,
      coalesce(basis_month(c) between $from and $to, false) as is_now,
      coalesce(basis_month(c) between $prior_from and $prior_to, false) as is_before
    from ages_of(driver_line) as c
    where
      in_slice(c)
      and c.enrolled
      and ($category is null or list_contains($category, cast(c.category_1 as varchar)))
      and (basis_month(c) between $from and $to or basis_month(c) between $prior_from and $prior_to)
  )
  group by all
),

-- What is split: everybody's less the large claimants'.
kept as (
  select
    code_key,
    services_before,
    services_after,
    priced_before,
    priced_after,
    paid_before,
    paid_after
  from used
  where enrolled
  union all
  select
    code_key,
    -services_before,
    -services_after,
    -priced_before,
    -priced_after,
    -paid_before,
    -paid_after
  from large_used
),

code as (
  select
    named.item,
    named.unit,
    coalesce(sum(kept.services_before), 0) as services_before,
    coalesce(sum(kept.services_after), 0) as services_after,
    coalesce(sum(kept.priced_before), 0) as priced_before,
    coalesce(sum(kept.priced_after), 0) as priced_after,
    coalesce(sum(kept.paid_before), 0) as paid_before,
    coalesce(sum(kept.paid_after), 0) as paid_after
  from kept
  join named using (code_key)
  group by
    named.item,
    named.unit,
    named.code_kind,
    named.code,
    named.place,
    -- All lines of a stay are its price.
    case named.unit when 'stay' then null else named.category_2 end
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
    sum(priced_before) as priced_before,
    sum(priced_after) as priced_after
  from (
    select
      item.item,
      item.unit,
      used_age.age_band,
      used_age.sex,
      used_age.priced_before,
      used_age.priced_after
    from used_age
    join (select distinct item, category_2, claim_type, unit from named) as item using (category_2, claim_type, unit)
    union all
    select
      named.item,
      named.unit,
      large_used.age_band,
      large_used.sex,
      -large_used.priced_before,
      -large_used.priced_after
    from large_used
    join named using (code_key)
  )
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
    case when used.enrolled then named.item else 'No enrollment found' end as item,
    sum(used.paid_before) as paid_before,
    sum(used.paid_after) as paid_after
  from used
  join named using (code_key)
  group by all
),

large as (
  select
    case grouping(named.item) when 1 then 'large people' else 'large' end as part,
    named.item,
    sum(large_used.paid_before) as paid_before,
    sum(large_used.paid_after) as paid_after,
    count(distinct large_used.person_key) filter (where large_used.was_used) as services_before,
    count(distinct large_used.person_key) filter (where large_used.is_used) as services_after
  from large_used
  join named using (code_key)
  group by grouping sets ((named.item), ())
),

-- Who is behind each line, many people at a time by their bits; only where somebody may be found out.
person as (
  select
    case
      when not c.enrolled then 'No enrollment found'
      when $by = 'service' then cast(c.category_2 as varchar)
      else cast(c.category_1 as varchar)
    end as item,
    c.person_key,
    basis_month(c) between $from and $to as is_now,
    basis_month(c) between $prior_from and $prior_to as is_before
  from marts.cost_month as c
  where
    not for_administration()
    and $by <> 'type of claim'
    and in_slice(c)
    and ($category is null or list_contains($category, cast(c.category_1 as varchar)))
    and (basis_month(c) between $from and $to or basis_month(c) between $prior_from and $prior_to)
  union all
  select
    case
      when not c.enrolled then 'No enrollment found'
      when c.benefit = 'pharmacy' then cast(c.category_2 as varchar)
      when c.category_1 = 'Drugs under the medical benefit' then cast(c.category_1 as varchar)
      else cast(c.claim_type as varchar)
    end,
    c.person_key,
    basis_month(c) between $from and $to,
    basis_month(c) between $prior_from and $prior_to
  from marts.driver_line as c
  where
    not for_administration()
    and $by = 'type of claim'
    and in_slice(c)
    and ($category is null or list_contains($category, cast(c.category_1 as varchar)))
    and (basis_month(c) between $from and $to or basis_month(c) between $prior_from and $prior_to)
),

person_block as (
  select
    item,
    person_key >> 6 as block,
    bit_or(1::ubigint << cast(person_key & 63 as ubigint)) filter (where is_before) as bits_before,
    bit_or(1::ubigint << cast(person_key & 63 as ubigint)) filter (where is_now) as bits_after
  from person
  group by grouping sets ((item, block), (block))
),

people as (
  select
    'people' as part,
    item,
    sum(bit_count(bits_before)) as services_before,
    sum(bit_count(bits_after)) as services_after
  from person_block
  group by item
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
