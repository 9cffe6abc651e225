/*
title: Suppliers of equipment
family: services
question: Who supplies equipment, to how many members, and how much of it outside the network?
order: 30
parameters: [period, basis, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, network, profile, as_of]
own:
  code: { label: Procedure code, type: list }
  top: { label: Suppliers listed, type: number, least: 1, most: 1000000, whole: true }
defaults: { top: "20" }
needs: [medical]
columns:
  - { name: provider, label: Supplier, role: dimension, type: text, definition: "Number of the supplier on the claims." }
  - { name: name, label: Name, role: dimension, type: text, definition: "Where the plan has dropped in a directory." }
  - { name: provider_called, label: Supplier and name, role: dimension, type: text, hidden: true, definition: "Number of the supplier, and its name where there is one." }
  - { name: claimants, label: Members supplied, role: measure, type: integer, unit: members, definition: "Different members with an item of the supplier." }
  - { name: services, label: Lines, role: measure, type: integer, unit: count, definition: "Claim lines that stand." }
  - { name: rentals, label: Rentals, role: measure, type: integer, unit: count, administration: true, definition: "Lines that a modifier says to be rentals. Not given where no line says whether it is one." }
  - { name: purchases, label: Purchases, role: measure, type: integer, unit: count, administration: true, definition: "Lines that a modifier says to be purchases. Not given where no line says whether it is one." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow: the plan's share and the member's share together." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid." }
  - { name: in_network_share, label: In network, role: measure, type: decimal, scale: 4, unit: ratio, administration: true, direction: up-is-better, definition: "Allowed in network ÷ allowed of lines that say their network." }
  - { name: suppliers, label: Suppliers, role: measure, type: integer, unit: count, hidden: true, definition: "How many suppliers the line stands for." }
people: claimants
figures: [allowed, suppliers, in_network_share]
chart: { type: bar, x: provider_called, y: [allowed], title: Allowed by supplier }
drill: { report: equipment, set: { provider: provider } }
answer: "{totals.allowed} was allowed for equipment and supplies in {period}[[, from {totals.suppliers} {totals.suppliers|plural:supplier,suppliers}]][[, {totals.in_network_share} of it in network]]."
footnotes:
  - "Items in the category Medical equipment and supplies, of members who were enrolled."
  - "Suppliers beyond those listed, and outside of plan administration those of fewer than 11 members, stand together in the last row."
*/
with supplied as (
  select
    coalesce(cast(c.provider as varchar), '(not given)') as provider,
    count(distinct c.person_key) as members,
    sum(c.allowed) as allowed
  from marts.service as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and c.category_1 = 'Medical equipment and supplies'
    and c.enrolled
    and ($code is null or list_contains($code, c.procedure_code))
  group by coalesce(cast(c.provider as varchar), '(not given)')
),

listed as (
  select
    provider,
    row_number() over (order by members >= 11 or for_administration() desc, allowed desc nulls last, provider)
      <= coalesce(try_cast($top as integer), 1000000)
      and (members >= 11 or for_administration()) as is_listed
  from supplied
)

select
  case grouping(case when listed.is_listed then listed.provider else 'All others' end) when 1 then 'total' else 'row' end as line,
  case when listed.is_listed then listed.provider else 'All others' end as provider,
  min(provider.name) filter (where listed.is_listed) as name,
  case grouping(case when listed.is_listed then listed.provider else 'All others' end)
    when 0 then concat_ws(
      ' · ',
      case when listed.is_listed then listed.provider else 'All others' end,
      min(provider.name) filter (where listed.is_listed)
    )
  end as provider_called,
  count(distinct c.person_key) as claimants,
  count(*) filter (where c.is_final) as services,
  case when count(c.equipment_use) > 0 then count(*) filter (where c.is_final and c.equipment_use = 'rental') end as rentals,
  case when count(c.equipment_use) > 0 then count(*) filter (where c.is_final and c.equipment_use = 'purchase') end as purchases,
  sum(c.allowed) as allowed,
  sum(c.paid) as paid,
  round(cast(
    coalesce(sum(c.allowed) filter (where c.network_tier = 'In network'), 0)
      / nullif(sum(c.allowed) filter (where c.network_tier <> '(not given)'), 0) as decimal(38, 10)
  ), 4) as in_network_share,
  count(distinct listed.provider) as suppliers
from marts.service as c
join listed
  on listed.provider = coalesce(cast(c.provider as varchar), '(not given)')
left join marts.provider
  on provider.provider = listed.provider
where
  basis_month(c) between $from and $to
  and in_slice(c)
  and c.category_1 = 'Medical equipment and supplies'
  and c.enrolled
  and ($code is null or list_contains($code, c.procedure_code))
group by grouping sets ((case when listed.is_listed then listed.provider else 'All others' end), ())
order by
  line,
  case when listed.is_listed then listed.provider else 'All others' end = 'All others',
  sum(c.allowed) desc nulls last,
  case when listed.is_listed then listed.provider else 'All others' end
