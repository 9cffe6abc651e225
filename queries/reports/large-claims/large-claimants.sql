/*
title: Large claimants
family: large-claims
question: How many members cost more than a threshold, and how much of the money is theirs?
order: 10
own:
  thresholds: { label: "Thresholds, in dollars", type: list, each: number, least: 1, most: 1000000000 }
  by: { label: "Counted by (paid or allowed)", type: choice, values: [paid, allowed] }
needs: [claims]
columns:
  - { name: threshold, label: From, role: dimension, type: text, definition: "Dollars of the period from which a member counts." }
  - { name: threshold_value, label: Value of the threshold, role: dimension, type: text, hidden: true, definition: "In dollars, without signs." }
  - { name: claimants_over, label: Members over it, role: measure, type: integer, unit: members, administration: true, blank: dash, definition: "Members whose dollars of the period come to the threshold or more." }
  - { name: per_1000, label: "Per 1,000 members", role: measure, type: decimal, scale: 2, unit: per_1000, administration: true, direction: up-is-worse, blank: dash, definition: "Members over the threshold × 1,000 ÷ (member months ÷ months of the period)." }
  - { name: dollars_over, label: Dollars of those members, role: measure, type: decimal, scale: 2, unit: usd, administration: true, direction: up-is-worse, blank: dash, definition: "All their dollars of the period, below the threshold too." }
  - { name: share_over, label: Share of all dollars, role: measure, type: decimal, scale: 4, unit: ratio, administration: true, direction: up-is-worse, blank: dash, definition: "Dollars of the members over the threshold ÷ dollars of all members." }
  - { name: excess, label: Above the threshold, role: measure, type: decimal, scale: 2, unit: usd, administration: true, direction: up-is-worse, blank: dash, definition: "What their dollars come to above the threshold." }
  - { name: claimants, label: Members up to the next, role: measure, type: integer, unit: members, definition: "Members from this threshold to below the next one." }
  - { name: dollars, label: Dollars up to the next, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "All dollars of the members from this threshold to below the next one." }
  - { name: share_of_dollars, label: Share up to the next, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, definition: "Dollars of those members ÷ dollars of all members." }
  - { name: large_dollars, label: Dollars up to the next, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, compare: false, administration: true, definition: "The same without the members below all thresholds." }
people: people
figures:
  - { row: "$100,000", column: claimants_over, label: "Members from $100,000" }
  - { row: "$100,000", column: share_over, label: "Their share of all dollars" }
  - { row: "$1,000,000", column: claimants_over, label: "Members from $1,000,000" }
chart: { type: bar, x: threshold, y: [large_dollars], title: Dollars of members from each threshold to the next }
drill: { report: large-claimant-list, set: { threshold: threshold_value } }
answer: "In {period} the plan had {totals.dollars} of claims[[; {row.$100,000.claimants_over} {row.$100,000.claimants_over|plural:member,members} of $100,000 or more made {row.$100,000.share_over} of them]]."
footnotes:
  - "Thresholds are those of the table unless others are asked for; dollars are plan paid unless allowed is asked for."
  - "A member's dollars are those of the whole period, medical and pharmacy together, before rebates and stop-loss recoveries. Members of whom no enrollment was found count too."
  - "The row 'Below' and the rows 'up to the next' add up to all members with claims and to all dollars."
companions: [continuance, concentration]
*/
with person as (
  select
    c.person_key,
    case coalesce($by, 'paid') when 'paid' then sum(c.paid) when 'allowed' then sum(c.allowed) end as dollars
  from marts.cost_month as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
  group by c.person_key
),

threshold as (
  select
    floor,
    coalesce(lead(floor) over (order by floor), 1e15::decimal(18, 2)) as ceiling
  from (
    select distinct try_cast(unnest(coalesce($thresholds, ['25000', '50000', '100000', '250000', '500000', '1000000'])) as decimal(18, 2)) as floor
    union
    select 0
  )
  where floor >= 0
),

banded as (
  select
    threshold.floor,
    threshold.ceiling,
    count(*) as claimants,
    sum(person.dollars) as dollars
  from person
  join threshold
    on greatest(person.dollars, 0) >= threshold.floor
    and greatest(person.dollars, 0) < threshold.ceiling
  group by all
),

summed as (
  select
    threshold.floor,
    coalesce(banded.claimants, 0) as claimants,
    coalesce(banded.dollars, 0) as dollars,
    sum(coalesce(banded.claimants, 0)) over from_here as claimants_over,
    sum(coalesce(banded.dollars, 0)) over from_here as dollars_over
  from threshold
  left join banded using (floor)
  window from_here as (order by threshold.floor rows between current row and unbounded following)
),

whole as (
  select
    count(*) as claimants,
    sum(dollars) as dollars
  from person
),

member as (
  select sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
)

select
  'row' as line,
  case when summed.floor = 0 then 'Below' else concat('$', format('{:,}', cast(summed.floor as bigint))) end as threshold,
  cast(cast(summed.floor as bigint) as varchar) as threshold_value,
  case when summed.floor > 0 then summed.claimants_over end as claimants_over,
  case
    when summed.floor > 0
      then round(cast(summed.claimants_over * 1000 * $months / nullif(member.member_months, 0) as decimal(38, 10)), 2)
  end as per_1000,
  case when summed.floor > 0 then summed.dollars_over end as dollars_over,
  case
    when summed.floor > 0 then round(cast(summed.dollars_over / nullif(whole.dollars, 0) as decimal(38, 10)), 4)
  end as share_over,
  case when summed.floor > 0 then summed.dollars_over - summed.floor * summed.claimants_over end as excess,
  summed.claimants,
  summed.dollars,
  round(cast(summed.dollars / nullif(whole.dollars, 0) as decimal(38, 10)), 4) as share_of_dollars,
  case when summed.floor > 0 then summed.dollars end as large_dollars,
  summed.claimants as people,
  summed.floor
from summed
cross join whole
cross join member
where whole.claimants > 0
union all
select
  'total',
  null,
  null,
  null,
  null,
  null,
  null,
  null,
  whole.claimants,
  whole.dollars,
  round(cast(whole.dollars / nullif(whole.dollars, 0) as decimal(38, 10)), 4),
  null,
  whole.claimants,
  null
from whole
where whole.claimants > 0 and whole.dollars is not null
order by
  line,
  floor
