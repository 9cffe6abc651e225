/*
title: Conditions that come together
family: conditions
question: Which chronic conditions do the same members have?
order: 30
own:
  condition: { label: Condition, type: list }
needs: [medical, enrollment]
columns:
  - { name: condition, label: Condition, role: dimension, type: text, definition: "The more frequent condition of the two." }
  - { name: other_condition, label: Together with, role: dimension, type: text, definition: "The less frequent one." }
  - { name: members, label: Members with both, role: measure, type: integer, unit: members, definition: "Different members covered in the period who had both in it." }
  - { name: share, label: Share of those with the first, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Members with both ÷ members with the first." }
  - { name: share_of_other, label: Share of those with the second, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Members with both ÷ members with the second." }
  - { name: lift, label: Times as often, role: measure, type: decimal, scale: 1, unit: count, definition: "How much more often the two are found together than they would be if one had nothing to do with the other." }
people: either_way
chart: { type: heat-map, x: other_condition, series: condition, y: [share_of_other], title: "Of members with the condition below, the share who also have the one at the left" }
answer: "The two that come together most often are {top.condition.members} and {top.other_condition.members}: {topvalue.condition.members} {topvalue.condition.members|plural:member,members} had both in {period}, {topvalue.condition.share} of those with the first."
footnotes:
  - "The ten most frequent conditions of the period, or those chosen. Pairs overlap and do not add up: a member with three conditions is in three pairs."
  - "Outside plan administration mental health and substance use are one condition, Behavioral health (42 CFR Part 2)."
companions: [conditions]
*/
with member as (
  select distinct m.person_key
  from marts.member_month as m
  where
    m.month between $from and $to
    and m.member_months > 0
    and in_member_slice(m)
),

named as (
  select
    condition.condition,
    min(condition.condition_order) over (partition by rolled.filter_value) as condition_order,
    rolled.*
  from marts.condition
  cross join lateral (
    select
      case when condition.is_behavioral and not for_administration() then 'Behavioral health' else condition.label end as label,
      case when condition.is_behavioral and not for_administration() then 'behavioral' else condition.condition end as filter_value
  ) as rolled
),

held as (
  select distinct
    member_condition.person_key,
    named.label,
    named.filter_value,
    named.condition_order
  from marts.member_condition
  join named
    on named.condition = member_condition.condition
  semi join member
    on member.person_key = member_condition.person_key
  where
    member_condition.first_month <= $to
    and member_condition.last_month >= $from
),

frequent as (
  select
    label,
    condition_order,
    count(*) as members
  from held
  where
    $condition is null
    or list_contains($condition, filter_value)
  group by
    label,
    condition_order
  order by
    members desc,
    condition_order
  limit 10
),

pair as (
  select
    one.label as condition,
    other.label as other_condition,
    count(*) as members
  from held as one
  join held as other
    on other.person_key = one.person_key
    and other.label <> one.label
  semi join frequent
    on frequent.label = one.label
  semi join frequent as other_frequent
    on other_frequent.label = other.label
  group by
    one.label,
    other.label
)

select
  pair.condition,
  pair.other_condition,
  pair.members,
  round(cast(pair.members / nullif(one.members, 0) as decimal(38, 10)), 4) as share,
  round(cast(pair.members / nullif(other.members, 0) as decimal(38, 10)), 4) as share_of_other,
  round(cast(pair.members * whole.members / nullif(one.members * other.members, 0) as decimal(38, 10)), 1) as lift,
  -- As many as have one of the two and not the other can be had from the report on conditions.
  least(pair.members, nullif(one.members - pair.members, 0), nullif(other.members - pair.members, 0)) as either_way
from pair
join frequent as one
  on one.label = pair.condition
join frequent as other
  on other.label = pair.other_condition
cross join (select count(*) as members from member) as whole
where (one.members, -one.condition_order) > (other.members, -other.condition_order)
order by
  one.members desc,
  one.condition_order,
  other.members desc,
  other.condition_order
