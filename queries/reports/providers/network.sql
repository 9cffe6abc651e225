/*
title: Care out of network
family: providers
question: How much care is bought outside the network, of which kind, and what do members pay for it?
order: 40
needs: [claims]
columns:
  - { name: category, label: Category, role: dimension, type: text, definition: "Kind of service." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow: the plan's share and the member's share together." }
  - { name: out_allowed, label: Allowed out of network, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, people: out_claimants, definition: "Allowed on lines that are out of network." }
  - { name: out_share, label: Share out of network, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, people: out_claimants, definition: "Allowed out of network ÷ allowed of lines that say their network." }
  - { name: out_paid, label: Plan paid out of network, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, people: out_claimants, definition: "What the plan paid on them." }
  - { name: out_member_share, label: Member share out of network, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, people: out_claimants, definition: "Member cost share ÷ allowed, out of network." }
  - { name: in_member_share, label: Member share in network, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, definition: "Member cost share ÷ allowed, in network." }
  - { name: unknown_allowed, label: Allowed of no stated network, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, definition: "Allowed on lines that do not say their network." }
people: claimants
figures: [out_allowed, out_share, out_member_share]
chart: { type: bar, x: category, y: [out_allowed], title: Allowed out of network by category }
drill: { report: services, set: { category: category } }
answer: "In {period} {totals.out_allowed} was allowed for care out of network[[, {totals.out_share} of all that was allowed]][[; members paid {totals.out_member_share} of it themselves, against {totals.in_member_share} in network]]."
footnotes:
  - "Medical and pharmacy claims together, by the network that the administrator says of each line. What a provider may bill above the allowed amount is not in it."
  - "[[{totals.unknown_allowed|nonzero} was allowed on lines that do not say their network.]]"
*/
with cost as (
  select
    case grouping(case when c.enrolled then c.category_1 else 'No enrollment found' end) when 1 then 'total' else 'row' end as line,
    case when c.enrolled then c.category_1 else 'No enrollment found' end as category,
    sum(c.allowed) as allowed,
    sum(c.allowed) filter (where c.network_tier = 'Out of network') as out_allowed,
    sum(c.paid) filter (where c.network_tier = 'Out of network') as out_paid,
    sum(c.member_cost) filter (where c.network_tier = 'Out of network') as out_member_cost,
    sum(c.allowed) filter (where c.network_tier = 'In network') as in_allowed,
    sum(c.member_cost) filter (where c.network_tier = 'In network') as in_member_cost,
    sum(c.allowed) filter (where c.network_tier = '(not given)') as unknown_allowed,
    sum(c.allowed) filter (where c.network_tier <> '(not given)') as known_allowed,
    people_behind(c) as claimants,
    people_behind(c) filter (where c.network_tier = 'Out of network') as out_claimants
  from totals_of(cost_month) as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
  group by grouping sets ((case when c.enrolled then c.category_1 else 'No enrollment found' end), ())
),

category_order as (
  select
    category,
    min(category_order) as category_order
  from core.service_category
  group by category
)

select
  cost.line,
  cost.category,
  cost.allowed,
  case when cost.known_allowed is not null then coalesce(cost.out_allowed, 0) end as out_allowed,
  round(cast(coalesce(cost.out_allowed, 0) / nullif(cost.known_allowed, 0) as decimal(38, 10)), 4) as out_share,
  case when cost.known_allowed is not null then coalesce(cost.out_paid, 0) end as out_paid,
  round(cast(cost.out_member_cost / nullif(cost.out_allowed, 0) as decimal(38, 10)), 4) as out_member_share,
  round(cast(cost.in_member_cost / nullif(cost.in_allowed, 0) as decimal(38, 10)), 4) as in_member_share,
  cost.unknown_allowed,
  cost.claimants,
  cost.out_claimants
from cost
left join category_order using (category)
order by
  cost.line,
  category_order.category_order nulls last,
  cost.category
