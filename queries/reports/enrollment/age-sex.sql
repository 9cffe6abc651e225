/*
title: Age and sex
family: enrollment
question: How old are the members, and how many are women?
order: 60
parameters: [period, compare, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, profile, as_of]
needs: [enrollment]
columns:
  - { name: age_group, label: Age, role: dimension, type: text, definition: "Completed years on the first day of the month, in groups of five." }
  - { name: sex, label: Sex, role: dimension, type: text, definition: "As the enrollment gives it." }
  - { name: members, label: Members at the end, role: measure, type: integer, unit: members, definition: "Members of the last month of the period." }
  - { name: share_of_members, label: Share of members, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Members of the line ÷ all members of the month." }
  - { name: average_age, label: Average age, role: measure, type: decimal, scale: 1, unit: count, people: people_with_age, definition: "Of the members of the last month: completed years on its first day, added up ÷ members whose day of birth is given." }
  - { name: share_female, label: Per cent female, role: measure, type: decimal, scale: 4, unit: ratio, hidden: true, people: women_or_not, definition: "Female members of the last month ÷ its members whose sex is given." }
  - { name: without_birth, label: Members without a day of birth, role: measure, type: integer, unit: members, hidden: true, compare: false, administration: true, definition: "Members whose day of birth no file gives." }
people: people
figures: [members, average_age, share_female]
chart: { type: pyramid, x: age_group, y: [members], series: sex, title: Members by age and sex }
answer: "The plan covers {totals.members} {totals.members|plural:member,members} at the end of {period}; they are {totals.average_age} years old on average[[ and {totals.share_female} are women]]."
footnotes:
  - "Members with medical or pharmacy coverage in the last month of {period} that has members, unless another benefit is chosen. Spans that overlap count once."
  - "[[{totals.without_birth|nonzero} members have no day of birth in the files; they have a line of their own and are not in the average age.]]"
companions: [demography]
*/
with last_month as (
  select max(m.month) as month
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and m.member_months > 0
    and in_member_slice(m)
),

member as (
  select
    m.person_key,
    m.sex,
    date_sub('year', person_birth.birth_date, m.month) as age
  from marts.member_month as m
  left join marts.person_birth
    on person_birth.person_key = m.person_key
    and person_birth.birth_date <= last_day(m.month)
  where
    m.month between $from and $to
    and m.month = (select month from last_month)
    and m.member_months > 0
    and in_member_slice(m)
),

grouped as (
  select
    *,
    case
      when age is null then 999
      else least(greatest(age, 0) // 5 * 5, 85)
    end as first_age
  from member
),

summed as (
  select
    case grouping(first_age) when 1 then 'total' else 'row' end as line,
    first_age,
    sex,
    count(*) as members,
    sum(age) as years,
    count(age) as members_with_age,
    count_if(sex = 'Female') as women,
    count_if(sex in ('Female', 'Male')) as members_with_sex
  from grouped
  group by grouping sets ((first_age, sex), ())
),

whole as (
  select members as all_members
  from summed
  where line = 'total'
)

select
  summed.line,
  case
    when summed.line = 'total' then null
    when summed.first_age = 999 then '(not given)'
    when summed.first_age = 85 then '85+'
    else concat(summed.first_age, '-', summed.first_age + 4)
  end as age_group,
  summed.sex,
  summed.members,
  round(cast(summed.members / nullif(whole.all_members, 0) as decimal(38, 10)), 4) as share_of_members,
  round(cast(summed.years / nullif(summed.members_with_age, 0) as decimal(38, 10)), 1) as average_age,
  case summed.line
    when 'total' then round(cast(summed.women / nullif(summed.members_with_sex, 0) as decimal(38, 10)), 4)
  end as share_female,
  case summed.line when 'total' then summed.members - summed.members_with_age end as without_birth,
  summed.members as people,
  summed.members_with_age as people_with_age,
  coalesce(least(nullif(summed.women, 0), nullif(summed.members_with_sex - summed.women, 0)), 0) as women_or_not
from summed
cross join whole
where summed.line = 'row' or summed.members > 0
order by
  summed.line,
  summed.first_age,
  summed.sex
