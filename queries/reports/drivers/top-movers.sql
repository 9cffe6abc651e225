/*
title: What moved most
family: drivers
question: Which services, drugs or groups changed the plan's cost most?
order: 20
derive: top-movers
own:
  by: { label: "What to rank: category, service, code, drug, provider, plan, status, unit, tier, region, employer group, age, relationship or network", type: choice, values: [category, service, code, drug, provider, plan, status, unit, tier, region, employer group, age, relationship, network] }
  category: { label: Categories, type: list }
  top: { label: How many to show, type: number, least: 1, most: 500, whole: true }
defaults: { compare: prior-year, by: service, top: "20" }
needs: [claims]
columns:
  - { name: item, label: What, role: dimension, type: text, definition: "The kinds of service, or the groups of members, that are ranked." }
  - { name: change, label: Change in plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, compare: false, definition: "Plan paid of the period less plan paid of the one compared with. The largest stand first, whichever way they went." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, compare: false, definition: "What the plan paid in the period." }
  - { name: earlier, label: "Plan paid, prior", role: measure, type: decimal, scale: 2, unit: usd, compare: false, definition: "What the plan paid in the period compared with." }
  - { name: change_rate, label: "Change, %", role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, compare: false, definition: "Change ÷ plan paid of the period compared with." }
  - { name: share_of_change, label: Share of the whole change, role: measure, type: decimal, scale: 4, unit: ratio, compare: false, definition: "Change ÷ change of all. Above 100% where others went the other way." }
  - { name: claimants, label: Members with claims, role: measure, type: integer, unit: members, compare: false, hidden: true, definition: "Different members behind the plan paid of the period." }
people: people
figures:
  - { column: change, row: null, label: Change in plan paid }
  - { column: paid, row: null, label: Plan paid }
chart: { type: bar, x: item, y: [change], title: "Change in plan paid" }
answer: "The plan paid {totals.paid} in {period}[[, a change of {totals.change} from {prior}]][[; the largest rise from {prior}, {topvalue.item.change|positive}, was in {top.item.change}]]."
footnotes:
  - "Medical and pharmacy claims together. All that is not shown by itself stands in one line, so that the lines add up to the change of all."
*/
with cost as (
  select
    case $by
      when 'category' then c.category_1
      when 'service' then c.category_2
    end as item,
    c.enrolled,
    c.paid,
    person_of(c) as person_key
  from totals_of(cost_month) as c
  where
    $by in ('category', 'service')
    and basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, c.category_1))
  union all
  select
    case $by
      when 'plan' then c.plan
      when 'status' then c.member_status
      when 'unit' then c.bargaining_unit
      when 'tier' then c.coverage_tier
      when 'region' then c.region
      when 'employer group' then c.employer_group
      when 'age' then c.age_band
      when 'relationship' then c.relationship
      when 'network' then c.network_tier
    end,
    c.enrolled,
    c.paid,
    person_of(c)
  from marts.cost_month as c
  where
    $by in ('plan', 'status', 'unit', 'tier', 'region', 'employer group', 'age', 'relationship', 'network')
    and basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, c.category_1))
  union all
  select
    case when c.code = '' then c.category_2 else concat_ws(' ', nullif(c.code_kind, 'procedure'), c.code) end,
    c.enrolled,
    c.paid,
    person_of(c)
  from totals_of(driver_line) as c
  where
    $by in ('code', 'drug')
    and ($by <> 'drug' or c.benefit = 'pharmacy')
    and basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, c.category_1))
  union all
  select
    cast(c.provider as varchar),
    c.enrolled,
    c.paid,
    person_of(c)
  from marts.service as c
  where
    $by = 'provider'
    and basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, c.category_1))
),

-- What a code is, in words; only where codes are ranked.
called as (
  select
    concat_ws(' ', nullif(cast(c.code_kind as varchar), 'procedure'), cast(c.code as varchar)) as item,
    case
      when c.code_kind = 'DRG' then 'hospital stay'
      when count(distinct c.category_1) = 1 then min(cast(case when c.code_kind = 'NDC' then c.category_2 else c.category_1 end as varchar))
    end as kind,
    min(coalesce(procedure.name, drug.name, drg.name)) as name
  from (
    select distinct
      code_kind,
      code,
      category_1,
      category_2
    from marts.driver_code
    where
      $by in ('code', 'drug')
      and code <> ''
  ) as c
  left join marts.procedure
    on procedure.code = cast(c.code as varchar)
    and c.code_kind = 'procedure'
  left join marts.drug
    on drug.ndc = cast(c.code as varchar)
    and c.code_kind = 'NDC'
  left join marts.drg
    on drg.drg_code = cast(c.code as varchar)
    and c.code_kind = 'DRG'
  group by
    c.code_kind,
    c.code
),

-- People are told apart many at a time, by their bits; only where somebody may be found out.
named as (
  select
    case when not enrolled then 'No enrollment found' else coalesce(item, '(not given)') end as item,
    person_key >> 6 as block,
    sum(paid) as paid,
    bit_or(1::ubigint << cast(person_key & 63 as ubigint)) as people
  from cost
  group by all
),

block as (
  select
    item,
    block,
    sum(paid) as paid,
    bit_or(people) as people
  from named
  group by grouping sets ((item, block), (block))
)

select
  case when item is null then 'total' else 'row' end as line,
  case when item is not null then concat_ws(' · ', item, coalesce(called.name, called.kind)) end as item,
  coalesce(sum(paid), 0) as paid,
  case when for_administration() then null else coalesce(sum(bit_count(people)), 0) end as claimants
from block
left join called using (item)
group by
  item,
  called.name,
  called.kind
order by
  line,
  item
