/*
title: Services
family: services
question: Which procedures and services cost most, how many members had them, and at what price?
order: 10
parameters: [period, basis, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, network, profile, as_of]
own:
  category: { label: Category, type: list }
  service: { label: Service, type: list }
  code: { label: Procedure or revenue code, type: list }
  provider: { label: Provider, type: list }
  top: { label: Codes listed, type: number, least: 1, most: 1000000, whole: true }
defaults: { top: "50" }
needs: [medical]
columns:
  - { name: code, label: Code, role: dimension, type: text, definition: "Procedure code (HCPCS); where a line of a facility has none, its revenue code." }
  - { name: name, label: Name, role: dimension, type: text, definition: "Where the plan has dropped in its own names of codes." }
  - { name: category, label: Category, role: dimension, type: text, definition: "Kind of service. Spend without enrollment in the month of service stands under “No enrollment found”." }
  - { name: one_category, label: Value of the filter, role: dimension, type: text, hidden: true, definition: "The category, where the row is one code." }
  - { name: one_code, label: Value of the filter, role: dimension, type: text, hidden: true, definition: "The code, where the row is one." }
  - { name: called, label: What it is, role: dimension, type: text, hidden: true, definition: "Name of the code where there is one, else its category." }
  - { name: code_called, label: Code and what it is, role: dimension, type: text, hidden: true, definition: "Code, and its name where there is one, else its category." }
  - { name: claimants, label: Members with it, role: measure, type: integer, unit: members, definition: "Different members with the service." }
  - { name: services, label: Services, role: measure, type: integer, unit: count, definition: "Claim lines that stand; a line that was reversed is not counted." }
  - { name: units, label: Units, role: measure, type: decimal, scale: 0, unit: count, definition: "Units of those lines, where the source gives them." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow: the plan's share and the member's share together." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid." }
  - { name: member_cost, label: Member cost share, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "Deductible, copay and coinsurance." }
  - { name: share_of_allowed, label: Share of allowed, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Allowed of the line ÷ allowed of all." }
  - { name: allowed_per_service, label: Allowed per service, role: measure, type: decimal, scale: 2, unit: usd_each, direction: up-is-worse, definition: "Allowed ÷ services." }
  - { name: allowed_per_unit, label: Allowed per unit, role: measure, type: decimal, scale: 2, unit: usd_each, direction: up-is-worse, definition: "Allowed ÷ units; not given where not every line says its units." }
  - { name: in_network_share, label: In network, role: measure, type: decimal, scale: 4, unit: ratio, administration: true, direction: up-is-better, definition: "Allowed in network ÷ allowed of lines that say their network." }
  - { name: lines_without_allowed, label: Lines without an allowed amount, role: measure, type: integer, hidden: true, definition: "Lines on which the source gives no allowed amount." }
  - { name: allowed_listed, label: Allowed of a listed code, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, definition: "Allowed, of rows that are one code." }
  - { name: codes, label: Codes, role: measure, type: integer, unit: count, hidden: true, definition: "Different codes on the line; on the line of all others, how many it stands for." }
people: claimants
figures: [allowed, services, claimants]
chart: { type: bar, x: code_called, y: [allowed], title: Allowed by code }
drill: { report: encounters, set: { category: one_category, code: one_code } }
answer: "{totals.allowed} was allowed for {totals.services} medical {totals.services|plural:service,services} in {period}[[, to {totals.claimants} {totals.claimants|plural:member,members}]][[; the costliest was code {top.code.allowed_listed} ({top.called.allowed_listed}), with {topvalue.code.allowed_listed}]]."
footnotes:
  - "Outside plan administration the codes of mental health and substance use stand on one line (42 CFR Part 2)."
  - "Medical claims; drugs from a pharmacy stand in the reports of pharmacy. Dollars are of all versions of a claim, counts of the final one."
  - "All codes beyond those listed stand together in the last row, so that the rows add up to the total: it stands for {row.All others.codes} codes."
  - "[[{totals.lines_without_allowed|nonzero} lines give no allowed amount, so it is not given there and not zero.]]"
*/
-- Codes stay the small numbers that the mart keeps until they are grouped; people are counted as the bits of blocks of 64.
with line as (
  select
    c.category_1,
    c.enrolled,
    c.procedure_code,
    c.revenue_code,
    count(*) filter (where c.is_final) as services,
    sum(c.units) filter (where c.is_final) as units,
    count(*) filter (where c.is_final and c.units is null) as services_without_units,
    sum(c.allowed) as allowed,
    sum(c.paid) as paid,
    sum(c.member_cost) as member_cost,
    sum(c.allowed) filter (where c.network_tier = 'In network') as allowed_in_network,
    sum(c.allowed) filter (where c.network_tier <> '(not given)') as allowed_of_known_network,
    count(*) - count(c.allowed) as lines_without_allowed
  from marts.service as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, case when c.enrolled then c.category_1 else 'No enrollment found' end))
    and ($service is null or list_contains($service, c.category_2))
    and ($code is null or list_contains($code, coalesce(c.procedure_code, c.revenue_code, '(not given)')))
    and ($provider is null or list_contains($provider, c.provider))
  group by all
),

block as (
  select
    c.category_1,
    c.enrolled,
    c.procedure_code,
    c.revenue_code,
    cast(c.person_key >> 6 as integer) as block,
    bit_or(1::ubigint << cast(c.person_key & 63 as ubigint)) as people
  from marts.service as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, case when c.enrolled then c.category_1 else 'No enrollment found' end))
    and ($service is null or list_contains($service, c.category_2))
    and ($code is null or list_contains($code, coalesce(c.procedure_code, c.revenue_code, '(not given)')))
    and ($provider is null or list_contains($provider, c.provider))
  group by all
),

coded as (
  select
    *,
    case when enrolled then category_1 else 'No enrollment found' end as category,
    case
      when category_1 = 'Mental health and substance use' and not for_administration() then 'All of them'
      else coalesce(cast(procedure_code as varchar), cast(revenue_code as varchar), '(not given)')
    end as code
  from line
),

ranked as (
  select
    category,
    code,
    row_number() over (order by sum(allowed) desc nulls last, sum(paid) desc nulls last, category, code) as rank
  from coded
  group by
    category,
    code
),

-- What each group of lines is listed as.
named as (
  select
    coded.* exclude (category, code),
    ranked.rank,
    case when ranked.rank <= coalesce(try_cast($top as integer), 1000000) then category else '(several)' end as category,
    case when ranked.rank <= coalesce(try_cast($top as integer), 1000000) then code else 'All others' end as code
  from coded
  join ranked using (category, code)
),

listed as (
  select
    case grouping(named.code) when 1 then 'total' else 'row' end as line,
    named.category,
    named.code,
    block.block,
    bit_or(block.people) as people
  from block
  join named
    on named.category_1 = block.category_1
    and named.enrolled = block.enrolled
    and named.procedure_code is not distinct from block.procedure_code
    and named.revenue_code is not distinct from block.revenue_code
  group by grouping sets ((named.category, named.code, block.block), (block.block))
),

people as (
  select
    line,
    category,
    code,
    cast(sum(bit_count(people)) as bigint) as claimants
  from listed
  group by
    line,
    category,
    code
),

summed as (
  select
    case grouping(code) when 1 then 'total' else 'row' end as line,
    category,
    code,
    min(rank) as rank,
    count(distinct rank) as codes,
    sum(services) as services,
    sum(units) as units,
    sum(services_without_units) as services_without_units,
    sum(allowed) as allowed,
    sum(paid) as paid,
    sum(member_cost) as member_cost,
    sum(allowed_in_network) as allowed_in_network,
    sum(allowed_of_known_network) as allowed_of_known_network,
    sum(lines_without_allowed) as lines_without_allowed
  from named
  group by grouping sets ((category, code), ())
)

select
  summed.line,
  summed.category,
  summed.code,
  procedure.name,
  coalesce(procedure.name, summed.category) as called,
  case
    when summed.code = 'All others' then summed.code
    when summed.line = 'row' then concat_ws(' · ', summed.code, coalesce(procedure.name, summed.category))
  end as code_called,
  case when summed.code <> 'All others' then summed.category end as one_category,
  case when summed.code <> 'All others' then summed.code end as one_code,
  coalesce(people.claimants, 0) as claimants,
  coalesce(summed.services, 0) as services,
  round(summed.units) as units,
  summed.allowed,
  summed.paid,
  summed.member_cost,
  round(cast(summed.allowed / nullif(max(summed.allowed) filter (where summed.line = 'total') over (), 0) as decimal(38, 10)), 4)
    as share_of_allowed,
  round(cast(summed.allowed / nullif(summed.services, 0) as decimal(38, 10)), 2) as allowed_per_service,
  round(cast(
    case when summed.services_without_units = 0 then summed.allowed end / nullif(summed.units, 0) as decimal(38, 10)
  ), 2) as allowed_per_unit,
  round(cast(coalesce(summed.allowed_in_network, 0) / nullif(summed.allowed_of_known_network, 0) as decimal(38, 10)), 4)
    as in_network_share,
  summed.lines_without_allowed,
  case when summed.code <> 'All others' then summed.allowed end as allowed_listed,
  summed.codes
from summed
left join people
  on people.line = summed.line
  and people.category is not distinct from summed.category
  and people.code is not distinct from summed.code
left join marts.procedure
  on procedure.code = summed.code
order by
  summed.line,
  summed.rank
