/*
title: Price of the same service
family: providers
question: How much do providers differ in price for the same service?
order: 20
parameters: [period, basis, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, network, profile, as_of]
own:
  category: { label: Category, type: list }
  service: { label: Service, type: list }
  code: { label: Procedure or revenue code, type: list }
  top: { label: Services listed, type: number, least: 1, most: 1000000, whole: true }
defaults: { top: "40" }
needs: [medical]
columns:
  - { name: code, label: Code, role: dimension, type: text, definition: "DRG of a stay, else procedure code, else revenue code." }
  - { name: name, label: Name, role: dimension, type: text, definition: "Where the plan has dropped in its own names of codes." }
  - { name: called, label: What it is, role: dimension, type: text, hidden: true, definition: "Name of the code where there is one, else its setting." }
  - { name: code_called, label: Service, role: dimension, type: text, hidden: true, definition: "Code, and what it is." }
  - { name: setting, label: Setting, role: dimension, type: text, definition: "Who bills: a facility for its stay or its outpatients, or a professional. Prices of different settings are for different things and are not mixed." }
  - { name: claimants, label: Patients, role: measure, type: integer, unit: members, definition: "Different members who had it." }
  - { name: providers, label: Providers, role: measure, type: integer, unit: count, definition: "Providers compared: those with at least 5 of it, and outside of plan administration with at least 11 patients." }
  - { name: quantity, label: Services, role: measure, type: decimal, scale: 0, unit: count, definition: "Stays, or units of lines that stand, at all providers." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow, at all providers." }
  - { name: average_price, label: Average price, role: measure, type: decimal, scale: 2, unit: usd_each, direction: up-is-worse, definition: "Allowed ÷ services, at all providers." }
  - { name: lowest_price, label: Lowest, role: measure, type: decimal, scale: 2, unit: usd_each, definition: "The lowest average price of a provider compared." }
  - { name: quarter_price, label: Lower quartile, role: measure, type: decimal, scale: 2, unit: usd_each, definition: "A quarter of the providers compared is at or below it." }
  - { name: median_price, label: Median, role: measure, type: decimal, scale: 2, unit: usd_each, definition: "Half of the providers compared is at or below it." }
  - { name: three_quarter_price, label: Upper quartile, role: measure, type: decimal, scale: 2, unit: usd_each, definition: "Three quarters of the providers compared are at or below it." }
  - { name: highest_price, label: Highest, role: measure, type: decimal, scale: 2, unit: usd_each, definition: "The highest average price of a provider compared." }
  - { name: spread, label: Highest to lowest, role: measure, type: decimal, scale: 2, unit: count, direction: up-is-worse, definition: "Highest ÷ lowest: 2.00 is twice the price." }
  - { name: above_median, label: Allowed above the median, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the providers compared were allowed beyond the median price, where they are dearer than it." }
  - { name: above_median_listed, label: Allowed above the median of a listed service, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, definition: "The same, of rows that are one service." }
people: claimants
figures: [above_median]
chart: { type: bar, x: code_called, y: [above_median], title: Allowed above the median price of the service }
drill: { report: service-providers, set: { code: code } }
answer: "Providers dearer than the median price of the same service were allowed {totals.above_median} beyond it in {period}[[; the largest part, {topvalue.code.above_median_listed}, for code {top.code.above_median_listed} ({top.called.above_median_listed})]]."
footnotes:
  - "Outside plan administration services for mental health and substance use are not compared (42 CFR Part 2)."
  - "Medical claims, of services that at least two providers compared gave. The price of a provider is what it was allowed on average for one unit. A stay is compared by its DRG, whatever its length; a unit of a drug may differ in size between sources."
  - "Services beyond those listed stand together in the last row; the total is of all services compared, not of all care."
*/
-- Patients of a provider are told apart only where few of them hide it; codes stay the small numbers of the mart at first.
with line as materialized (
  select
    setting,
    case when setting = 'inpatient facility' then drg_code else coalesce(procedure_code, revenue_code) end as code,
    provider,
    count(distinct person) as patients,
    sum(units) as units,
    sum(allowed) as allowed
  from (
    select
      c.setting,
      c.drg_code,
      c.procedure_code,
      c.revenue_code,
      c.provider,
      person_of(c) as person,
      coalesce(sum(coalesce(c.units, 1)) filter (where c.is_final), 0) as units,
      sum(c.allowed) as allowed
    from marts.service as c
    where
      basis_month(c) between $from and $to
      and in_slice(c)
      and (c.category_1 <> 'Mental health and substance use' or for_administration())
      and ($category is null or list_contains($category, case when c.enrolled then c.category_1 else 'No enrollment found' end))
      and ($service is null or list_contains($service, c.category_2))
      and ($code is null or list_contains($code, coalesce(c.procedure_code, c.revenue_code, '(not given)')))
    group by all
  )
  group by all
),

block as materialized (
  select
    setting,
    case when setting = 'inpatient facility' then drg_code else coalesce(procedure_code, revenue_code) end as code,
    block,
    bit_or(people) as people
  from (
    select
      c.setting,
      c.drg_code,
      c.procedure_code,
      c.revenue_code,
      cast(c.person_key >> 6 as integer) as block,
      bit_or(1::ubigint << cast(c.person_key & 63 as ubigint)) as people
    from marts.service as c
    where
      basis_month(c) between $from and $to
      and in_slice(c)
      and (c.category_1 <> 'Mental health and substance use' or for_administration())
      and ($category is null or list_contains($category, case when c.enrolled then c.category_1 else 'No enrollment found' end))
      and ($service is null or list_contains($service, c.category_2))
      and ($code is null or list_contains($code, coalesce(c.procedure_code, c.revenue_code, '(not given)')))
    group by all
  )
  group by all
),

-- A stay counts once at each facility that billed for it, under each of its DRGs.
stay as (
  select
    c.provider,
    c.drg_code as code,
    count(distinct c.encounter_key) as stays
  from marts.service as c
  where
    c.setting = 'inpatient facility'
    and c.is_final
    and basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, case when c.enrolled then c.category_1 else 'No enrollment found' end))
    and ($service is null or list_contains($service, c.category_2))
    and ($code is null or list_contains($code, coalesce(c.procedure_code, c.revenue_code, '(not given)')))
  group by
    c.provider,
    c.drg_code
),

provided as (
  select
    line.setting,
    line.code,
    line.provider,
    line.patients,
    case when line.setting = 'inpatient facility' then coalesce(stay.stays, 0) else line.units end as quantity,
    line.allowed
  from line
  left join stay
    on line.setting = 'inpatient facility'
    and stay.provider is not distinct from line.provider
    and stay.code = line.code
  where line.code is not null
),

priced as (
  select
    *,
    cast(round(cast(allowed / quantity as decimal(38, 10)), 2) as decimal(18, 2)) as price
  from provided
  where
    quantity >= 5
    and allowed > 0
    and (patients >= 11 or for_administration())
),

spread as (
  select
    setting,
    code,
    count(*) as providers,
    min(price) as lowest_price,
    quantile_disc(price, 0.25) as quarter_price,
    quantile_disc(price, 0.5) as median_price,
    quantile_disc(price, 0.75) as three_quarter_price,
    max(price) as highest_price
  from priced
  group by
    setting,
    code
  having count(*) >= 2
),

above as (
  select
    setting,
    code,
    cast(sum(greatest(priced.allowed - round(spread.median_price * priced.quantity, 2), 0)) as decimal(18, 2)) as above_median
  from priced
  join spread using (setting, code)
  group by
    setting,
    code
),

whole as (
  select
    setting,
    code,
    sum(quantity) as quantity,
    sum(allowed) as allowed
  from provided
  semi join spread using (setting, code)
  group by
    setting,
    code
),

patient as (
  select
    setting,
    code,
    cast(sum(bit_count(people)) as bigint) as claimants
  from block
  group by
    setting,
    code
),

ranked as (
  select
    *,
    row_number() over (order by above.above_median desc, whole.allowed desc, setting, code) as rank
  from spread
  join above using (setting, code)
  join whole using (setting, code)
  join patient using (setting, code)
),

listed as (
  select
    *,
    rank <= coalesce(try_cast($top as integer), 1000000) as is_listed
  from ranked
),

-- The services beyond those listed together, and all.
together as (
  select
    line,
    is_listed,
    cast(sum(bit_count(people)) as bigint) as claimants
  from (
    select
      case grouping(listed.is_listed) when 1 then 'total' else 'row' end as line,
      listed.is_listed,
      bit_or(block.people) as people
    from block
    join listed using (setting, code)
    group by grouping sets ((listed.is_listed, block.block), (block.block))
  )
  group by
    line,
    is_listed
),

summed as (
  select
    case grouping(is_listed) when 1 then 'total' else 'row' end as line,
    is_listed,
    sum(allowed) as allowed,
    sum(above_median) as above_median
  from listed
  group by grouping sets ((is_listed), ())
)

select
  'row' as line,
  cast(listed.setting as varchar) as setting,
  cast(listed.code as varchar) as code,
  coalesce(procedure.name, drg.name) as name,
  coalesce(procedure.name, drg.name, cast(listed.setting as varchar)) as called,
  concat_ws(' · ', listed.code, coalesce(procedure.name, drg.name, cast(listed.setting as varchar))) as code_called,
  listed.claimants,
  listed.providers,
  round(listed.quantity) as quantity,
  listed.allowed,
  round(cast(listed.allowed / nullif(listed.quantity, 0) as decimal(38, 10)), 2) as average_price,
  listed.lowest_price,
  listed.quarter_price,
  listed.median_price,
  listed.three_quarter_price,
  listed.highest_price,
  round(cast(listed.highest_price / nullif(listed.lowest_price, 0) as decimal(38, 10)), 2) as spread,
  listed.above_median,
  listed.above_median as above_median_listed,
  listed.rank
from listed
left join marts.procedure
  on procedure.code = cast(listed.code as varchar)
  and listed.setting <> 'inpatient facility'
left join marts.drg
  on drg.drg_code = cast(listed.code as varchar)
  and listed.setting = 'inpatient facility'
where listed.is_listed
union all
select
  summed.line,
  case summed.line when 'row' then '(several)' end,
  case summed.line when 'row' then 'All others' end,
  null,
  null,
  case summed.line when 'row' then 'All others' end,
  together.claimants,
  null,
  null,
  summed.allowed,
  null,
  null,
  null,
  null,
  null,
  null,
  null,
  summed.above_median,
  null,
  null
from summed
join together
  on together.line = summed.line
  and together.is_listed is not distinct from summed.is_listed
where summed.is_listed is distinct from true
order by
  line,
  rank nulls last
