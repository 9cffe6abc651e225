/*
title: "each_title"
family: enrollment
question: "each_question"
order: each_order
each:
  - { name: plan, title: Moves between plans, question: "Who changed plans, who came and who left?", order: 40, column: plan, label: Plan, words: plan, filter: plan }
  - { name: tier, title: Moves between coverage tiers, question: "Who changed the coverage tier, who came and who left?", order: 41, column: coverage_tier, label: Coverage tier, words: coverage tier, filter: tier }
  - { name: status, title: Moves between member statuses, question: "Who retired, who came and who left?", order: 42, column: member_status, label: Member status, words: member status, filter: status }
parameters: [period, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, profile, as_of]
needs: [enrollment]
columns:
  - { name: before, label: "each_label before", role: dimension, type: text, definition: "In the month before the period, or the first month of the data where that is later. 'Not a member' is who came." }
  - { name: after, label: "each_label at the end", role: dimension, type: text, definition: "In the last month of the period with members. 'Not a member' is who left." }
  - { name: kind, label: What happened, role: dimension, type: text, hidden: true, definition: "Stayed, moved, came or left." }
  - { name: members, label: Members, role: measure, type: integer, unit: members, definition: "Members of the one month, the other or both." }
  - { name: share_of_before, label: Share of those before, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Members of the line ÷ members with the same each_words before." }
  - { name: moved, label: Moved, role: measure, type: integer, unit: members, hidden: true, administration: true, definition: "Members of both months with another each_words." }
  - { name: stayed, label: Stayed, role: measure, type: integer, unit: members, hidden: true, administration: true, definition: "Members of both months with the same each_words." }
  - { name: came, label: Came (of the two dates), role: measure, type: integer, unit: members, hidden: true, administration: true, definition: "Members of the last month who were none before." }
  - { name: gone, label: Left (of the two dates), role: measure, type: integer, unit: members, hidden: true, administration: true, definition: "Members of the month before who are none in the last month." }
people: people
figures: [stayed, moved, came, gone]
chart: { type: heat-map, x: after, y: [members], series: before, title: "Members by each_words before and at the end" }
answer: "{totals.members} {totals.members|plural:member was,members were} covered before {period} or at its end[[: {totals.stayed} kept their each_words, {totals.moved} changed it, {totals.came} came and {totals.gone} left, one date compared with the other]]."
footnotes:
  - "Members with medical or pharmacy coverage, unless another benefit is chosen; filters hold in each of the two months, so a member who moved out of what is filtered has left."
  - "Lines with the same each_words before add up to the members of the first month, lines with the same each_words at the end to those of the last. Who came and left between the two months is on no line; Enrollment changes counts every coming and going during the period."
*/
with ends as (
  select
    max(m.month) as last_month,
    greatest(min(m.month), cast($from - interval 1 month as date)) as first_month
  from totals_of(member_month) as m
  where
    m.month between $from - interval 1 month and $to
    and in_member_slice(m)
),

before as (
  select
    m.person_key,
    m.each_column as held
  from marts.member_month as m
  where
    m.month between $from - interval 1 month and $to
    and m.month = (select first_month from ends)
    and m.member_months > 0
    and in_member_slice(m)
),

after as (
  select
    m.person_key,
    m.each_column as held
  from marts.member_month as m
  where
    m.month between $from - interval 1 month and $to
    and m.month = (select last_month from ends)
    and m.member_months > 0
    and in_member_slice(m)
),

matched as (
  select
    coalesce(before.held, 'Not a member') as before,
    coalesce(after.held, 'Not a member') as after,
    count(*) as members
  from before
  full join after using (person_key)
  group by all
),

kinded as (
  select
    *,
    case
      when before = 'Not a member' then 'came'
      when after = 'Not a member' then 'left'
      when before = after then 'stayed'
      else 'moved'
    end as kind
  from matched
),

summed as (
  select
    case grouping_id(before, after) when 0 then 'row' when 3 then 'total' else 'subtotal' end as line,
    before,
    after,
    sum(members) as members,
    sum(members) filter (where kind = 'moved') as moved,
    sum(members) filter (where kind = 'stayed') as stayed,
    sum(members) filter (where kind = 'came') as came,
    sum(members) filter (where kind = 'left') as gone
  from kinded
  group by grouping sets ((before, after), (before), (after), ())
)

select
  summed.line,
  summed.before,
  summed.after,
  kinded.kind,
  summed.members,
  case
    when summed.before <> 'Not a member' then round(cast(summed.members / origin.members as decimal(38, 10)), 4)
  end as share_of_before,
  coalesce(summed.moved, 0) as moved,
  coalesce(summed.stayed, 0) as stayed,
  coalesce(summed.came, 0) as came,
  coalesce(summed.gone, 0) as gone,
  summed.members as people
from summed
left join kinded
  on kinded.before = summed.before
  and kinded.after = summed.after
left join summed as origin
  on origin.line = 'subtotal'
  and origin.before = summed.before
where summed.line <> 'total' or summed.members > 0
order by
  summed.line,
  summed.before = 'Not a member',
  summed.before,
  summed.after = 'Not a member',
  summed.after
