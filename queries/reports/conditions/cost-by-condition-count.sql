/*
title: Cost by number of conditions
family: conditions
question: How much of the cost falls on members with several chronic conditions?
order: 20
needs: [medical, enrollment]
columns:
  - { name: conditions, label: Chronic conditions, role: dimension, type: text, definition: "How many of the chronic conditions of the report Chronic conditions a member had in the period; mental health and substance use count each by itself." }
  - { name: members, label: Members ever covered, role: measure, type: integer, unit: members, definition: "Different members covered in the period." }
  - { name: share_of_members, label: Share of members, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Members of the line ÷ all members." }
  - { name: member_months, label: Member months, role: measure, type: integer, unit: member_months, definition: "Months that these members were covered." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, people: people, definition: "What the plan's contracts allow: the plan's share and the member's share together." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, people: people, definition: "All that the plan paid for these members, medical and pharmacy." }
  - { name: share_of_paid, label: Share of plan paid, role: measure, type: decimal, scale: 4, unit: ratio, people: people, definition: "Plan paid of the line ÷ plan paid of all." }
  - { name: paid_pmpy, label: Plan paid PMPY, role: measure, type: decimal, scale: 2, unit: usd_pmpy, direction: up-is-worse, people: people, definition: "Plan paid × 12 ÷ member months of the line." }
  - { name: ratio_to_none, label: Times a member without, role: measure, type: decimal, scale: 1, unit: count, people: people, definition: "PMPY of the line ÷ PMPY of members without a chronic condition." }
people: members
figures:
  - { row: "3 or more", column: share_of_members, label: "Members with 3 or more" }
  - { row: "3 or more", column: share_of_paid, label: "Their share of plan paid" }
  - { row: "None", column: paid_pmpy, label: "PMPY without a condition" }
  - { row: "3 or more", column: paid_pmpy, label: "PMPY with 3 or more" }
chart: { type: bar, x: conditions, y: [share_of_paid, share_of_members], title: "Share of plan paid and of members by number of conditions" }
answer: "Members with three or more chronic conditions are {row.3 or more.share_of_members} of all members and {row.3 or more.share_of_paid} of what the plan paid in {period}."
footnotes:
  - "Lines add up to the total. Spend for which no enrollment was found stands in a line of its own."
  - "All cost of a member counts, whatever it was for. Members with more conditions are older: this is no effect of the conditions alone."
companions: [conditions]
*/
with member as (
  select
    m.person_key,
    sum(m.member_months) as member_months
  from marts.member_month as m
  where
    m.month between $from and $to
    and in_member_slice(m)
  group by m.person_key
),

spend as (
  select
    c.person_key,
    sum(c.allowed) filter (where c.enrolled) as allowed,
    sum(c.paid) filter (where c.enrolled) as paid,
    sum(c.allowed) filter (where not c.enrolled) as allowed_not_enrolled,
    sum(c.paid) filter (where not c.enrolled) as paid_not_enrolled,
    bool_or(c.enrolled) as has_enrolled,
    bool_or(not c.enrolled) as has_not_enrolled
  from marts.cost_month as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
  group by c.person_key
),

held as (
  select
    person_key,
    count(distinct condition) as conditions
  from marts.member_condition
  where
    first_month <= $to
    and last_month >= $from
  group by person_key
),

person as (
  select
    person_key,
    cast(least(coalesce(held.conditions, 0), 3) as integer) as class,
    coalesce(member.member_months, 0) as member_months,
    member.person_key is not null or spend.has_enrolled as is_enrolled,
    spend.* exclude (person_key, has_enrolled)
  from member
  full join spend using (person_key)
  left join held using (person_key)
),

summed as (
  select
    'row' as line,
    class,
    count_if(member_months > 0) as members,
    count_if(allowed is not null or paid is not null) as people,
    sum(member_months) as member_months,
    sum(allowed) as allowed,
    sum(paid) as paid
  from person
  where is_enrolled
  group by class
  union all
  select
    'row',
    4,
    0,
    count(*),
    0,
    sum(allowed_not_enrolled),
    sum(paid_not_enrolled)
  from person
  where has_not_enrolled
  having count(*) > 0
  union all
  select
    'total',
    null,
    count_if(member_months > 0),
    count_if(allowed is not null or paid is not null or has_not_enrolled),
    coalesce(sum(member_months), 0),
    sum(coalesce(allowed, 0) + coalesce(allowed_not_enrolled, 0))
      filter (where allowed is not null or allowed_not_enrolled is not null),
    sum(coalesce(paid, 0) + coalesce(paid_not_enrolled, 0))
      filter (where paid is not null or paid_not_enrolled is not null)
  from person
),

rated as (
  select
    *,
    cast(paid * 12 / nullif(member_months, 0) as decimal(38, 10)) as pmpy
  from summed
)

select
  line,
  case class
    when 0 then 'None'
    when 1 then '1'
    when 2 then '2'
    when 3 then '3 or more'
    when 4 then 'No enrollment found'
  end as conditions,
  members,
  round(cast(members / nullif(max(members) filter (where line = 'total') over (), 0) as decimal(38, 10)), 4) as share_of_members,
  cast(round(member_months) as bigint) as member_months,
  allowed,
  paid,
  round(cast(paid / nullif(max(paid) filter (where line = 'total') over (), 0) as decimal(38, 10)), 4) as share_of_paid,
  round(pmpy, 2) as paid_pmpy,
  round(cast(pmpy / nullif(max(pmpy) filter (where class = 0) over (), 0) as decimal(38, 10)), 1) as ratio_to_none,
  people
from rated
order by
  line,
  class
