/*
title: Providers of a service
family: providers
question: What does each provider charge the plan for the same service?
order: 25
parameters: [period, basis, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, network, profile, as_of]
own:
  code: { label: "Procedure, revenue code or DRG", type: list }
  category: { label: Category, type: list }
  top: { label: Providers listed, type: number, least: 1, most: 1000000, whole: true }
defaults: { top: "30" }
needs: [medical]
columns:
  - { name: provider, label: Provider, role: dimension, type: text, definition: "Number on the claims." }
  - { name: name, label: Name, role: dimension, type: text, definition: "Where the plan has dropped in a directory." }
  - { name: setting, label: Setting, role: dimension, type: text, definition: "Who bills: a facility for its stay or its outpatients, or a professional." }
  - { name: chosen, label: Code shown, role: dimension, type: text, hidden: true, definition: "The codes asked for, or the costliest one." }
  - { name: provider_called, label: Provider and name, role: dimension, type: text, hidden: true, definition: "Number of the provider, and its name where there is one, else its setting." }
  - { name: claimants, label: Patients, role: measure, type: integer, unit: members, definition: "Different members who had the code shown." }
  - { name: quantity, label: Services, role: measure, type: decimal, scale: 0, unit: count, definition: "Stays, or units of lines that stand." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow for the code shown: the plan's share and the member's share together." }
  - { name: price, label: Price, role: measure, type: decimal, scale: 2, unit: usd_each, direction: up-is-worse, definition: "Allowed ÷ services. Of several codes together it says nothing of price alone." }
  - { name: out_share, label: Out of network, role: measure, type: decimal, scale: 4, unit: ratio, administration: true, direction: up-is-worse, definition: "Allowed out of network ÷ allowed of lines that say their network, of the code shown." }
people: claimants
figures: [allowed, claimants, price]
chart: { type: bar, x: provider_called, y: [price], title: Price by provider }
drill: { report: encounters, set: { provider: provider } }
answer: "Code {top.chosen.claimants}: {totals.claimants} {totals.claimants|plural:member,members} had {totals.quantity} {totals.quantity|plural:service,services} in {period}, for {totals.allowed}[[, {totals.price} each]]."
footnotes:
  - "Where no code is chosen, the code with the largest allowed amount is shown, of the category if one is chosen. Of several codes together the price says nothing. Of a stay, the code is its DRG."
  - "Providers beyond those listed, and outside of plan administration those of fewer than 11 patients, stand together in the last row of their setting."
*/
with costliest as (
  select case when c.setting = 'inpatient facility' then c.drg_code else coalesce(c.procedure_code, c.revenue_code) end as code
  from marts.service as c
  where
    $code is null
    and basis_month(c) between $from and $to
    and in_slice(c)
    and (c.category_1 <> 'Mental health and substance use' or for_administration())
    and ($category is null or list_contains($category, case when c.enrolled then c.category_1 else 'No enrollment found' end))
    and case when c.setting = 'inpatient facility' then c.drg_code else coalesce(c.procedure_code, c.revenue_code) end is not null
  group by code
  order by
    sum(c.allowed) desc nulls last,
    code
  limit 1
),

chosen as (
  select coalesce($code, (select [cast(code as varchar)] from costliest), ['(not given)']) as codes
),

line as (
  select
    c.setting,
    coalesce(cast(c.provider as varchar), '(not given)') as provider,
    c.person_key,
    count(distinct case when c.setting = 'inpatient facility' and c.is_final then c.encounter_key end) as stays,
    coalesce(sum(coalesce(c.units, 1)) filter (where c.is_final), 0) as units,
    sum(c.allowed) as allowed,
    sum(c.allowed) filter (where c.network_tier = 'Out of network') as out_allowed,
    sum(c.allowed) filter (where c.network_tier <> '(not given)') as known_allowed
  from marts.service as c
  cross join chosen
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, case when c.enrolled then c.category_1 else 'No enrollment found' end))
    and list_contains(
      chosen.codes,
      case when c.setting = 'inpatient facility' then c.drg_code else coalesce(c.procedure_code, c.revenue_code, '(not given)') end
    )
  group by
    c.setting,
    coalesce(cast(c.provider as varchar), '(not given)'),
    c.person_key
),

ranked as (
  select
    setting,
    provider,
    (count(*) >= 11 or for_administration())
      and row_number() over (
        partition by setting
        order by count(*) >= 11 or for_administration() desc, sum(allowed) desc nulls last, provider
      ) <= coalesce(try_cast($top as integer), 1000000) as is_listed
  from line
  group by
    setting,
    provider
),

listed as (
  select
    line.*,
    case when ranked.is_listed then line.provider else 'All others' end as listed
  from line
  join ranked using (setting, provider)
),

summed as (
  select
    case grouping_id(setting, listed) when 0 then 'row' when 1 then 'subtotal' else 'total' end as line,
    setting,
    listed,
    count(distinct person_key) as claimants,
    sum(case when setting = 'inpatient facility' then stays else units end) as quantity,
    sum(allowed) as allowed,
    sum(out_allowed) as out_allowed,
    sum(known_allowed) as known_allowed
  from listed
  group by grouping sets ((setting, listed), (setting), ())
)

select
  summed.line,
  cast(summed.setting as varchar) as setting,
  summed.listed as provider,
  provider.name,
  case
    when $code is null then concat(chosen.codes[1], ' (the costliest one; choose another)')
    else array_to_string(chosen.codes, ', ')
  end as chosen,
  case
    when summed.line <> 'row' then null
    else concat_ws(' · ', summed.listed, coalesce(provider.name, cast(summed.setting as varchar)))
  end as provider_called,
  summed.claimants,
  round(summed.quantity) as quantity,
  summed.allowed,
  round(cast(summed.allowed / nullif(summed.quantity, 0) as decimal(38, 10)), 2) as price,
  round(cast(coalesce(summed.out_allowed, 0) / nullif(summed.known_allowed, 0) as decimal(38, 10)), 4) as out_share
from summed
cross join chosen
left join marts.provider
  on provider.provider = summed.listed
order by
  summed.line,
  summed.setting,
  summed.listed = 'All others',
  summed.allowed desc nulls last,
  summed.listed
