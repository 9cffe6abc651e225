/*
title: Members over time
family: enrollment
question: Do the members grow older, and the families smaller?
order: 50
parameters: [period, compare, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, profile, as_of]
needs: [enrollment]
columns:
  - { name: month, label: Month, role: dimension, type: month, definition: "Month of coverage." }
  - { name: members, label: "Members, average", role: measure, type: integer, unit: members, definition: "Members who have a member month in the month; on the total line the average of the months." }
  - { name: average_age, label: Average age, role: measure, type: decimal, scale: 2, unit: count, people: people_with_age, definition: "Completed years on the first day of the month, added up ÷ members whose day of birth is given." }
  - { name: share_female, label: Per cent female, role: measure, type: decimal, scale: 4, unit: ratio, people: women_or_not, definition: "Female members ÷ members whose sex is given." }
  - { name: family_size, label: Family size, role: measure, type: decimal, scale: 2, unit: count, people: subscribers_or_not, definition: "Members ÷ subscribers covered in the month. Not given where the source names no relationship." }
  - { name: share_children, label: Children, role: measure, type: decimal, scale: 4, unit: ratio, people: children_or_not, definition: "Members who are the subscriber's children ÷ members." }
  - { name: share_under_18, label: Under 18, role: measure, type: decimal, scale: 4, unit: ratio, people: under_18_or_not, definition: "Members under 18 ÷ members whose day of birth is given." }
  - { name: share_65, label: 65 and over, role: measure, type: decimal, scale: 4, unit: ratio, people: over_64_or_not, definition: "Members of 65 and over ÷ members whose day of birth is given." }
  - { name: share_active, label: Active, role: measure, type: decimal, scale: 4, unit: ratio, people: active_or_not, definition: "Members whose status begins with Active ÷ members whose status is given, families with the subscriber." }
  - { name: share_retired, label: Retired, role: measure, type: decimal, scale: 4, unit: ratio, people: retired_or_not, definition: "Members whose status speaks of retirement ÷ members whose status is given, families with the subscriber." }
people: people
figures: [average_age, share_female, family_size, share_retired]
chart: { type: line, x: month, y: [average_age], title: Average age by month }
answer: "In {period} members were {totals.average_age} years old on average[[, with {totals.family_size} members to a family]][[; {totals.share_retired} of them belong to retirees]]."
footnotes:
  - "Members with medical or pharmacy coverage, unless another benefit is chosen. Figures of the whole period are averages over its member months."
  - "Family size counts members against subscribers who are covered themselves; the report Enrollment counts them against contracts."
companions: [age-sex, enrollment]
*/
with summed as (
  select
    case grouping(m.month) when 1 then 'total' else 'row' end as line,
    m.month,
    sum(m.members) as members,
    sum(m.years) as years,
    sum(m.with_age) as with_age,
    sum(m.under_18) as under_18,
    sum(m.over_64) as over_64,
    sum(m.women) as women,
    sum(m.with_sex) as with_sex,
    sum(m.subscribers) as subscribers,
    sum(m.children) as children,
    sum(m.with_relationship) as with_relationship,
    sum(m.active) as active,
    sum(m.retired) as retired,
    sum(m.with_status) as with_status
  from totals_of(age_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
  group by grouping sets ((m.month), ())
),

-- Different people, as the bits of blocks of 64.
block as (
  select
    m.month,
    m.person_key >> 6 as block,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) filter (where m.members > 0) as people,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) filter (where m.with_age > 0) as people_with_age,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) filter (where m.women > 0) as women_people,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) filter (where m.with_sex > m.women) as women_others,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) filter (where m.subscribers > 0) as subscribers_people,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) filter (where m.members > m.subscribers) as subscribers_others,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) filter (where m.children > 0) as children_people,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) filter (where m.with_relationship > m.children) as children_others,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) filter (where m.under_18 > 0) as under_18_people,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) filter (where m.with_age > m.under_18) as under_18_others,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) filter (where m.over_64 > 0) as over_64_people,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) filter (where m.with_age > m.over_64) as over_64_others,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) filter (where m.active > 0) as active_people,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) filter (where m.with_status > m.active) as active_others,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) filter (where m.retired > 0) as retired_people,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) filter (where m.with_status > m.retired) as retired_others
  from marts.age_month as m
  where
    not for_administration()
    and m.month between $from and $to
    and in_member_slice(m)
  group by all
),

behind as (
  select
    case when month is null then 'total' else 'row' end as line,
    month,
    cast(sum(bit_count(people)) as bigint) as people,
    cast(sum(bit_count(people_with_age)) as bigint) as people_with_age,
    cast(sum(bit_count(women_people)) as bigint) as women_people,
    cast(sum(bit_count(women_others)) as bigint) as women_others,
    cast(sum(bit_count(subscribers_people)) as bigint) as subscribers_people,
    cast(sum(bit_count(subscribers_others)) as bigint) as subscribers_others,
    cast(sum(bit_count(children_people)) as bigint) as children_people,
    cast(sum(bit_count(children_others)) as bigint) as children_others,
    cast(sum(bit_count(under_18_people)) as bigint) as under_18_people,
    cast(sum(bit_count(under_18_others)) as bigint) as under_18_others,
    cast(sum(bit_count(over_64_people)) as bigint) as over_64_people,
    cast(sum(bit_count(over_64_others)) as bigint) as over_64_others,
    cast(sum(bit_count(active_people)) as bigint) as active_people,
    cast(sum(bit_count(active_others)) as bigint) as active_others,
    cast(sum(bit_count(retired_people)) as bigint) as retired_people,
    cast(sum(bit_count(retired_others)) as bigint) as retired_others
  from (
    select *
    from block
    union all by name
    select
      block,
      bit_or(people) as people,
      bit_or(people_with_age) as people_with_age,
      bit_or(women_people) as women_people,
      bit_or(women_others) as women_others,
      bit_or(subscribers_people) as subscribers_people,
      bit_or(subscribers_others) as subscribers_others,
      bit_or(children_people) as children_people,
      bit_or(children_others) as children_others,
      bit_or(under_18_people) as under_18_people,
      bit_or(under_18_others) as under_18_others,
      bit_or(over_64_people) as over_64_people,
      bit_or(over_64_others) as over_64_others,
      bit_or(active_people) as active_people,
      bit_or(active_others) as active_others,
      bit_or(retired_people) as retired_people,
      bit_or(retired_others) as retired_others
    from block
    group by block
  )
  group by month
)

select
  summed.line,
  summed.month,
  case summed.line
    when 'row' then members
    else cast(round(cast(members / $months as decimal(38, 10))) as bigint)
  end as members,
  round(cast(years / nullif(with_age, 0) as decimal(38, 10)), 2) as average_age,
  round(cast(women / nullif(with_sex, 0) as decimal(38, 10)), 4) as share_female,
  round(cast(members / nullif(subscribers, 0) as decimal(38, 10)), 2) as family_size,
  round(cast(children / nullif(with_relationship, 0) as decimal(38, 10)), 4) as share_children,
  round(cast(under_18 / nullif(with_age, 0) as decimal(38, 10)), 4) as share_under_18,
  round(cast(over_64 / nullif(with_age, 0) as decimal(38, 10)), 4) as share_65,
  round(cast(active / nullif(with_status, 0) as decimal(38, 10)), 4) as share_active,
  round(cast(retired / nullif(with_status, 0) as decimal(38, 10)), 4) as share_retired,
  coalesce(people, 0) as people,
  coalesce(people_with_age, 0) as people_with_age,
  coalesce(least(nullif(women_people, 0), nullif(women_others, 0)), 0) as women_or_not,
  coalesce(least(nullif(subscribers_people, 0), nullif(subscribers_others, 0)), 0) as subscribers_or_not,
  coalesce(least(nullif(children_people, 0), nullif(children_others, 0)), 0) as children_or_not,
  coalesce(least(nullif(under_18_people, 0), nullif(under_18_others, 0)), 0) as under_18_or_not,
  coalesce(least(nullif(over_64_people, 0), nullif(over_64_others, 0)), 0) as over_64_or_not,
  coalesce(least(nullif(active_people, 0), nullif(active_others, 0)), 0) as active_or_not,
  coalesce(least(nullif(retired_people, 0), nullif(retired_others, 0)), 0) as retired_or_not
from summed
left join behind
  on behind.line = summed.line
  and behind.month is not distinct from summed.month
where summed.members > 0
order by
  summed.line,
  summed.month
