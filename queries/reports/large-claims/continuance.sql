/*
title: Continuance
family: large-claims
question: How are members and dollars spread over what members cost?
order: 20
needs: [claims, enrollment]
columns:
  - { name: band, label: Plan paid in the period, role: dimension, type: text, definition: "What the plan paid for the member in the period, medical and pharmacy together." }
  - { name: members, label: Members ever covered, role: measure, type: integer, unit: members, definition: "Different members with a member month in the period; on the row 'No enrollment found', claimants without one." }
  - { name: share_of_members, label: Share of members, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Members of the band ÷ members of all bands." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, people: claimants, direction: up-is-worse, definition: "What the plan paid for these members." }
  - { name: share_of_paid, label: Share of plan paid, role: measure, type: decimal, scale: 4, unit: ratio, people: claimants, definition: "Plan paid for the band ÷ plan paid for all." }
  - { name: paid_each, label: Plan paid per member, role: measure, type: decimal, scale: 2, unit: usd_each, people: claimants, definition: "Plan paid ÷ members of the band." }
  - { name: members_so_far, label: "Members, this band and below", role: measure, type: decimal, scale: 4, unit: ratio, administration: true, definition: "Share of members of this band and all above it in the table." }
  - { name: paid_so_far, label: "Plan paid, this band and below", role: measure, type: decimal, scale: 4, unit: ratio, administration: true, definition: "Share of plan paid of this band and all above it in the table." }
people: people
figures: [members, paid, paid_each]
chart: { type: bar, x: band, y: [share_of_members, share_of_paid], title: Share of members and of plan paid }
answer: "The plan paid {totals.paid} for {totals.members} {totals.members|plural:member,members} in {period}[[; {row.No claims.share_of_members} of them had no claims]]."
footnotes:
  - "Every member of the period is on one line, with claims or without. Members who were covered for a part of the period count like the others."
  - "'Nothing paid' are members with claims on which the plan paid nothing, or less than nothing where earlier payments were taken back."
companions: [large-claimants, concentration]
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

person as (
  select
    claimant.paid,
    case
      when member.person_key is null then 99
      when claimant.person_key is null then 0
      when coalesce(claimant.paid, 0) <= 0 then 1
      when claimant.paid < 1000 then 2
      when claimant.paid < 5000 then 3
      when claimant.paid < 10000 then 4
      when claimant.paid < 25000 then 5
      when claimant.paid < 50000 then 6
      when claimant.paid < 100000 then 7
      when claimant.paid < 250000 then 8
      when claimant.paid < 500000 then 9
      when claimant.paid < 1000000 then 10
      else 11
    end as band_order
  from member
  full join claimant using (person_key)
),

summed as (
  select
    case grouping(band_order) when 1 then 'total' else 'row' end as line,
    band_order,
    count(*) as members,
    count_if(paid <> 0) as claimants,
    coalesce(sum(paid), 0) as paid
  from person
  group by grouping sets ((band_order), ())
),

band as (
  select
    unnest([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99]) as band_order,
    unnest([
      'No claims', 'Nothing paid', 'Up to $1,000', '$1,000 to $5,000', '$5,000 to $10,000', '$10,000 to $25,000',
      '$25,000 to $50,000', '$50,000 to $100,000', '$100,000 to $250,000', '$250,000 to $500,000',
      '$500,000 to $1,000,000', '$1,000,000 and more', 'No enrollment found'
    ]) as band
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
    sum(members) over so_far as members_so_far,
    sum(paid) over so_far as paid_so_far
  from summed
  window so_far as (partition by line order by band_order)
)

select
  cumulative.line,
  band.band,
  cumulative.members,
  round(cast(cumulative.members / nullif(whole.all_members, 0) as decimal(38, 10)), 4) as share_of_members,
  cumulative.paid,
  round(cast(cumulative.paid / nullif(whole.all_paid, 0) as decimal(38, 10)), 4) as share_of_paid,
  round(cast(cumulative.paid / nullif(cumulative.members, 0) as decimal(38, 10)), 2) as paid_each,
  round(cast(cumulative.members_so_far / nullif(whole.all_members, 0) as decimal(38, 10)), 4) as members_so_far,
  round(cast(cumulative.paid_so_far / nullif(whole.all_paid, 0) as decimal(38, 10)), 4) as paid_so_far,
  cumulative.members as people,
  cumulative.claimants
from cumulative
cross join whole
left join band using (band_order)
where cumulative.line = 'row' or cumulative.members > 0
order by
  cumulative.line,
  cumulative.band_order
