/*
title: Members over time
family: enrollment
question: Do the members grow older, and the families smaller?
order: 50
parameters: [period, compare, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, profile, as_of]
columns:
  - { name: month, label: Month, role: dimension, type: month, definition: "Month of coverage." }
  - { name: members, label: Members, role: measure, type: integer, unit: members, definition: "Members who have a member month in the month; on the total line the average of the months." }
  - { name: average_age, label: Average age, role: measure, type: decimal, scale: 2, unit: count, definition: "Completed years on the first day of the month, added up ÷ members whose day of birth is given." }
  - { name: share_female, label: Per cent female, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Female members ÷ members whose sex is given." }
  - { name: family_size, label: Family size, role: measure, type: decimal, scale: 2, unit: count, definition: "Members ÷ subscribers covered in the month. Not given where the source names no relationship." }
  - { name: share_children, label: Children, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Members who are the subscriber's children ÷ members." }
  - { name: share_under_18, label: Under 18, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Members under 18 ÷ members whose day of birth is given." }
  - { name: share_65, label: 65 and over, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Members of 65 and over ÷ members whose day of birth is given." }
  - { name: share_active, label: Active, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Members whose status begins with Active ÷ members whose status is given, families with the subscriber." }
  - { name: share_retired, label: Retired, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Members whose status speaks of retirement ÷ members whose status is given, families with the subscriber." }
people: people
figures: [average_age, share_female, family_size, share_retired]
chart: { type: line, x: month, y: [average_age], title: Average age by month }
answer: "In {period} members were {totals.average_age} years old on average[[, with {totals.family_size} members to a family]][[; {totals.share_retired} of them belong to retirees]]."
footnotes:
  - "Members with medical or pharmacy coverage, unless another benefit is chosen. Figures of the whole period are averages over its member months."
  - "Family size counts members against subscribers who are covered themselves; the report Enrollment counts them against contracts."
companions: [age-sex, enrollment]
*/
with member as (
  select
    m.month,
    m.person_key,
    m.sex,
    m.relationship,
    m.member_status,
    date_sub('year', person_birth.birth_date, m.month) as age
  from marts.member_month as m
  left join marts.person_birth
    on person_birth.person_key = m.person_key
    and person_birth.birth_date <= last_day(m.month)
  where
    m.month between $from and $to
    and m.member_months > 0
    and in_member_slice(m)
),

summed as (
  select
    case grouping(m.month) when 1 then 'total' else 'row' end as line,
    m.month,
    count(*) as members,
    sum(m.age) as years,
    count(m.age) as members_with_age,
    count_if(m.age < 18) as under_18,
    count_if(m.age >= 65) as over_64,
    count_if(m.sex = 'Female') as women,
    count_if(m.sex in ('Female', 'Male')) as members_with_sex,
    count_if(m.relationship = 'Subscriber') as subscribers,
    count_if(m.relationship = 'Child') as children,
    count_if(m.relationship <> '(not given)') as members_with_relationship,
    count_if(m.member_status ilike 'active%') as active,
    count_if(m.member_status ilike '%retire%') as retired,
    count_if(m.member_status <> '(not given)') as members_with_status,
    people_behind(m) as people
  from member as m
  group by grouping sets ((m.month), ())
)

select
  line,
  month,
  case line
    when 'row' then members
    else cast(round(cast(members / $months as decimal(38, 10))) as bigint)
  end as members,
  round(cast(years / nullif(members_with_age, 0) as decimal(38, 10)), 2) as average_age,
  round(cast(women / nullif(members_with_sex, 0) as decimal(38, 10)), 4) as share_female,
  round(cast(members / nullif(subscribers, 0) as decimal(38, 10)), 2) as family_size,
  round(cast(children / nullif(members_with_relationship, 0) as decimal(38, 10)), 4) as share_children,
  round(cast(under_18 / nullif(members_with_age, 0) as decimal(38, 10)), 4) as share_under_18,
  round(cast(over_64 / nullif(members_with_age, 0) as decimal(38, 10)), 4) as share_65,
  round(cast(active / nullif(members_with_status, 0) as decimal(38, 10)), 4) as share_active,
  round(cast(retired / nullif(members_with_status, 0) as decimal(38, 10)), 4) as share_retired,
  people
from summed
where line = 'row' or members > 0
order by
  line,
  month
