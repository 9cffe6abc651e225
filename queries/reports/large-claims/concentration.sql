/*
title: Concentration
family: large-claims
question: How much of the money do the costliest members take?
order: 30
needs: [claims]
columns:
  - { name: part, label: Members by cost, role: dimension, type: text, definition: "Members in the order of what the plan paid for them in the period, the costliest first; members without claims come last." }
  - { name: members, label: Members ever covered, role: measure, type: integer, unit: members, definition: "Different members with a member month or a claim in the period. A part of a member counts as one." }
  - { name: share_of_members, label: Share of members, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Members of the line ÷ all members." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, people: claimants, direction: up-is-worse, definition: "What the plan paid for these members, medical and pharmacy together." }
  - { name: share_of_paid, label: Share of plan paid, role: measure, type: decimal, scale: 4, unit: ratio, people: claimants, definition: "Plan paid for the line ÷ plan paid for all." }
  - { name: paid_each, label: Plan paid per member, role: measure, type: decimal, scale: 2, unit: usd_each, people: claimants, definition: "Plan paid ÷ members of the line." }
  - { name: share_so_far, label: "Share of plan paid, so far", role: measure, type: decimal, scale: 4, unit: ratio, administration: true, definition: "Plan paid for this line and those above it ÷ plan paid for all." }
  - { name: least, label: From, role: measure, type: decimal, scale: 2, unit: usd, administration: true, definition: "The least that the plan paid for a member of the line." }
people: people
figures:
  - { row: Costliest 1%, column: share_of_paid, label: "Share of the costliest 1%" }
  - { row: Next 4%, column: share_so_far, label: "Share of the costliest 5%" }
  - { row: Next 5%, column: share_so_far, label: "Share of the costliest 10%" }
chart: { type: bar, x: part, y: [share_of_members, share_of_paid], title: Share of members and of plan paid }
answer: "The costliest 1% of members took {row.Costliest 1%.share_of_paid} of what the plan paid in {period}[[; the costliest 10% took {row.Next 5%.share_so_far}]]."
footnotes:
  - "Every member of the period is on one line, with claims or without; each line ends with the member who fills its share. Among members of equal cost the order is that of the enrollment's numbers."
companions: [large-claimants, continuance]
*/
with member as (
  select distinct m.person_key
  from marts.member_month as m
  where
    m.month between $from and $to
    and m.member_months > 0
    and in_member_slice(m)
),

claimant as (
  select
    c.person_key,
    sum(c.paid) as paid
  from marts.cost_month as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
  group by c.person_key
),

ranked as (
  select
    coalesce(claimant.paid, 0) as paid,
    row_number() over (order by coalesce(claimant.paid, 0) desc, person_key) as place,
    count(*) over () as members
  from member
  full join claimant using (person_key)
),

parted as (
  select
    paid,
    case
      when place <= ceil(members / 100) then 1
      when place <= ceil(members * 5 / 100) then 2
      when place <= ceil(members * 10 / 100) then 3
      when place <= ceil(members * 25 / 100) then 4
      when place <= ceil(members * 50 / 100) then 5
      else 6
    end as part_order
  from ranked
),

summed as (
  select
    case grouping(part_order) when 1 then 'total' else 'row' end as line,
    part_order,
    count(*) as members,
    count_if(paid <> 0) as claimants,
    sum(paid) as paid,
    min(paid) as least
  from parted
  group by grouping sets ((part_order), ())
),

part as (
  select
    unnest([1, 2, 3, 4, 5, 6]) as part_order,
    unnest(['Costliest 1%', 'Next 4%', 'Next 5%', 'Next 15%', 'Next 25%', 'The other half']) as part
),

whole as (
  select
    members as all_members,
    paid as all_paid
  from summed
  where line = 'total'
),

cumulative as (
  select
    *,
    sum(paid) over (partition by line order by part_order) as paid_so_far
  from summed
)

select
  cumulative.line,
  part.part,
  cumulative.members,
  round(cast(cumulative.members / nullif(whole.all_members, 0) as decimal(38, 10)), 4) as share_of_members,
  cumulative.paid,
  round(cast(cumulative.paid / nullif(whole.all_paid, 0) as decimal(38, 10)), 4) as share_of_paid,
  round(cast(cumulative.paid / nullif(cumulative.members, 0) as decimal(38, 10)), 2) as paid_each,
  round(cast(cumulative.paid_so_far / nullif(whole.all_paid, 0) as decimal(38, 10)), 4) as share_so_far,
  case cumulative.line when 'row' then cumulative.least end as least,
  cumulative.members as people,
  cumulative.claimants
from cumulative
cross join whole
left join part using (part_order)
where cumulative.line = 'row' or cumulative.members > 0
order by
  cumulative.line,
  cumulative.part_order
