/*
title: Site of care
family: providers
question: What does the same service cost in a hospital, in a surgery center and in an office?
order: 30
parameters: [period, basis, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, network, profile, as_of]
own:
  category: { label: Category, type: list }
  code: { label: Procedure code, type: list }
  top: { label: Services listed, type: number, least: 1, most: 1000000, whole: true }
defaults: { top: "15" }
needs: [medical]
columns:
  - { name: code, label: Code, role: dimension, type: text, definition: "Procedure code (HCPCS)." }
  - { name: name, label: Name, role: dimension, type: text, definition: "Where the plan has dropped in its own names of codes." }
  - { name: site, label: Site, role: dimension, type: text, definition: "Where it was done, from the facility's bill, else the place that the professional says." }
  - { name: code_site, label: Service and site, role: dimension, type: text, hidden: true, definition: "Code, and the site where it was done." }
  - { name: claimants, label: Patients, role: measure, type: integer, unit: members, definition: "Different members who had it there." }
  - { name: services, label: Services, role: measure, type: integer, unit: count, definition: "One a person, day and code, with the facility's and the professional's lines of it together." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow for them, facility and professional together." }
  - { name: price, label: Price, role: measure, type: decimal, scale: 2, unit: usd_each, direction: up-is-worse, definition: "Allowed ÷ services." }
  - { name: lowest_price, label: Price at the cheapest site, role: measure, type: decimal, scale: 2, unit: usd_each, direction: up-is-worse, definition: "The lowest price of the same code at a site with at least 5 of it." }
  - { name: times_lowest, label: Times the cheapest, role: measure, type: decimal, scale: 2, unit: count, direction: up-is-worse, definition: "Price ÷ price at the cheapest site." }
  - { name: above_lowest, label: Allowed above the cheapest site, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "Allowed less what the same services cost at the price of the cheapest site." }
people: claimants
figures: [above_lowest]
chart: { type: bar, x: code_site, y: [above_lowest], title: Allowed above the price of the cheapest site }
drill: { report: service-providers, set: { code: code } }
answer: "{totals.above_lowest} more was allowed in {period} than the same services cost at the cheapest site where members had them."
footnotes:
  - "Outpatient services that members had at two sites or more, each at least 5 times, and outside of plan administration by at least 11 patients. Not every service can be moved: patients differ, and some need a hospital."
  - "Services beyond those listed stand together in the last row; the total is of all services compared, not of all care."
*/
with code as (
  select c.procedure_code
  from marts.service as c
  where
    c.setting = 'outpatient facility'
    and c.procedure_code is not null
    and basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, case when c.enrolled then c.category_1 else 'No enrollment found' end))
    and ($code is null or list_contains($code, c.procedure_code))
  group by c.procedure_code
),

-- A service is what one person had of a code on a day, whoever bills for it.
service as materialized (
  select
    c.person_key,
    c.service_date,
    c.procedure_code,
    sum(c.allowed) as allowed,
    bool_or(c.is_final) as stands,
    case
      when bool_or(c.category_1 = 'Emergency department' or c.place_code = '23') then 'Emergency department'
      when bool_or(c.setting = 'outpatient facility' and starts_with(c.bill_type_code, '83')) or bool_or(c.place_code = '24')
        then 'Surgery center'
      when bool_or(c.setting = 'outpatient facility') or bool_or(c.place_code in ('19', '22')) then 'Hospital outpatient'
      when bool_or(c.place_code = '11') then 'Office'
      when bool_or(c.place_code = '20') then 'Urgent care'
      when bool_or(c.place_code = '81') then 'Laboratory'
      else 'Other'
    end as site
  from marts.service as c
  semi join code
    on code.procedure_code = c.procedure_code
  where
    c.setting <> 'inpatient facility'
    and coalesce(c.place_code, '') not in ('21', '51', '61')
    and basis_month(c) between $from and $to
    and in_slice(c)
  group by
    c.person_key,
    c.service_date,
    c.procedure_code
),

sited as (
  select
    procedure_code,
    site,
    count(distinct person_key) as claimants,
    count(*) as services,
    sum(allowed) as allowed,
    cast(round(cast(sum(allowed) / count(*) as decimal(38, 10)), 8) as decimal(28, 8)) as price
  from service
  where stands
  group by
    procedure_code,
    site
  having
    count(*) >= 5
    and sum(allowed) > 0
    and (count(distinct person_key) >= 11 or for_administration())
),

compared as (
  select
    *,
    min(price) over code as lowest_price,
    cast(round(greatest(allowed - min(price) over code * services, 0), 2) as decimal(18, 2)) as above_lowest,
    count(*) over code as sites
  from sited
  window code as (partition by procedure_code)
),

ranked as (
  select
    *,
    dense_rank() over (order by whole desc, procedure_code) as rank
  from (
    select
      *,
      sum(above_lowest) over (partition by procedure_code) as whole
    from compared
    where
      sites >= 2
      and site <> 'Other'
  )
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
    case grouping(listed.is_listed) when 1 then 'total' else 'row' end as line,
    listed.is_listed,
    count(distinct service.person_key) as claimants,
    count(*) as services,
    sum(service.allowed) as allowed
  from service
  join listed using (procedure_code, site)
  where service.stands
  group by grouping sets ((listed.is_listed), ())
),

above as (
  select
    case grouping(is_listed) when 1 then 'total' else 'row' end as line,
    is_listed,
    sum(above_lowest) as above_lowest
  from listed
  group by grouping sets ((is_listed), ())
)

select
  'row' as line,
  cast(listed.procedure_code as varchar) as code,
  listed.site,
  procedure.name,
  concat_ws(' · ', listed.procedure_code, procedure.name, lower(listed.site)) as code_site,
  listed.claimants,
  listed.services,
  listed.allowed,
  round(listed.price, 2) as price,
  round(listed.lowest_price, 2) as lowest_price,
  round(cast(listed.price / nullif(listed.lowest_price, 0) as decimal(38, 10)), 2) as times_lowest,
  listed.above_lowest,
  listed.rank
from listed
left join marts.procedure
  on procedure.code = cast(listed.procedure_code as varchar)
where listed.is_listed
union all
select
  together.line,
  case together.line when 'row' then 'All others' end,
  case together.line when 'row' then '(several)' end,
  null,
  case together.line when 'row' then 'All others' end,
  together.claimants,
  together.services,
  together.allowed,
  null,
  null,
  null,
  above.above_lowest,
  null
from together
join above
  on above.line = together.line
  and above.is_listed is not distinct from together.is_listed
where together.is_listed is distinct from true
order by
  line,
  rank nulls last,
  price,
  site
