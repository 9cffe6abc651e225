/*
title: Equipment and supplies
family: services
question: Which equipment is rented or bought, for how many members, and at what price?
order: 20
parameters: [period, basis, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, network, profile, as_of]
own:
  code: { label: Procedure code, type: list }
  provider: { label: Supplier, type: list }
needs: [medical]
columns:
  - { name: code, label: Code, role: dimension, type: text, definition: "Procedure code (HCPCS) of the item." }
  - { name: name, label: Name, role: dimension, type: text, definition: "Where the plan has dropped in its own names of codes." }
  - { name: use, label: Use, role: dimension, type: text, definition: "Rental or purchase, by the modifiers of the line; “not given” where it has none of them." }
  - { name: category, label: Category, role: dimension, type: text, hidden: true, definition: "The category that the lines belong to." }
  - { name: code_called, label: Item and name, role: dimension, type: text, hidden: true, definition: "Code, its name where there is one, and whether it is rented or bought." }
  - { name: claimants, label: Members with it, role: measure, type: integer, unit: members, definition: "Different members with the item." }
  - { name: services, label: Lines, role: measure, type: integer, unit: count, definition: "Claim lines that stand; a month of a rental is usually one line." }
  - { name: units, label: Units, role: measure, type: decimal, scale: 0, unit: count, definition: "Units of those lines, where the source gives them." }
  - { name: suppliers, label: Suppliers, role: measure, type: integer, unit: count, definition: "Different suppliers that billed it." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow: the plan's share and the member's share together." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid." }
  - { name: member_cost, label: Member cost share, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "Deductible, copay and coinsurance." }
  - { name: allowed_per_service, label: Allowed per line, role: measure, type: decimal, scale: 2, unit: usd_each, direction: up-is-worse, definition: "Allowed ÷ lines." }
  - { name: lines_per_member, label: Lines per member, role: measure, type: decimal, scale: 1, unit: count, definition: "Lines ÷ members with it; of a rental, the months that it was rented." }
  - { name: in_network_share, label: In network, role: measure, type: decimal, scale: 4, unit: ratio, administration: true, direction: up-is-better, definition: "Allowed in network ÷ allowed of lines that say their network." }
  - { name: rental_allowed, label: Allowed for rentals, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, definition: "Allowed on lines that a modifier says to be rentals." }
people: claimants
figures: [allowed, claimants, services]
chart: { type: bar, x: code_called, y: [allowed], title: Allowed by item }
drill: { report: encounters, set: { category: category, code: code } }
answer: "The allowed amount was {totals.allowed} for equipment and supplies of {totals.claimants} {totals.claimants|plural:member,members} in {period}[[; {totals.rental_allowed|nonzero} of it was for rentals]]."
footnotes:
  - "Items in the category Medical equipment and supplies, of members who were enrolled. Dollars are of all versions of a claim, counts of the final one."
  - "Rental: modifier RR, LL, KH, KI, KJ or BR; purchase: NU, UE, NR or BP. Where administrators leave modifiers out, the use is not given."
companions: [equipment-suppliers]
*/
with summed as (
  select
    case grouping_id(coalesce(cast(c.equipment_use as varchar), 'not given'), cast(c.procedure_code as varchar))
      when 0 then 'row' when 1 then 'subtotal' else 'total'
    end as line,
    coalesce(cast(c.equipment_use as varchar), 'not given') as use,
    cast(c.procedure_code as varchar) as code,
    count(distinct c.person_key) as claimants,
    count(*) filter (where c.is_final) as services,
    sum(c.units) filter (where c.is_final) as units,
    count(distinct c.provider) as suppliers,
    sum(c.allowed) as allowed,
    sum(c.paid) as paid,
    sum(c.member_cost) as member_cost,
    sum(c.allowed) filter (where c.equipment_use = 'rental') as rental_allowed,
    sum(c.allowed) filter (where c.network_tier = 'In network') as allowed_in_network,
    sum(c.allowed) filter (where c.network_tier <> '(not given)') as allowed_of_known_network
  from marts.service as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and c.category_1 = 'Medical equipment and supplies'
    and c.enrolled
    and ($code is null or list_contains($code, c.procedure_code))
    and ($provider is null or list_contains($provider, c.provider))
  group by grouping sets (
    (coalesce(cast(c.equipment_use as varchar), 'not given'), cast(c.procedure_code as varchar)),
    (coalesce(cast(c.equipment_use as varchar), 'not given')),
    ()
  )
)

select
  summed.line,
  summed.use,
  case summed.line when 'row' then coalesce(summed.code, '(not given)') end as code,
  procedure.name,
  case summed.line
    when 'row' then concat_ws(' · ', coalesce(summed.code, '(not given)'), procedure.name, nullif(summed.use, 'not given'))
  end as code_called,
  'Medical equipment and supplies' as category,
  summed.claimants,
  summed.services,
  round(summed.units) as units,
  summed.suppliers,
  summed.allowed,
  summed.paid,
  summed.member_cost,
  round(cast(summed.allowed / nullif(summed.services, 0) as decimal(38, 10)), 2) as allowed_per_service,
  round(cast(summed.services / nullif(summed.claimants, 0) as decimal(38, 10)), 1) as lines_per_member,
  round(cast(coalesce(summed.allowed_in_network, 0) / nullif(summed.allowed_of_known_network, 0) as decimal(38, 10)), 4)
    as in_network_share,
  summed.rental_allowed
from summed
left join marts.procedure
  on procedure.code = summed.code
order by
  summed.line,
  summed.use = 'not given',
  summed.use,
  summed.allowed desc nulls last,
  summed.code
