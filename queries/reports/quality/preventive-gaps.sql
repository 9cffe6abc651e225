/*
title: Members without preventive care
family: quality
question: Which members have no claim for care that is meant for them?
order: 31
parameters: [period, plan, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, profile, as_of]
own:
  measure: { label: Preventive care, type: list, values: [well-child, adult-visit, flu-vaccine, breast-cancer-screening, cervical-cancer-screening, colorectal-cancer-screening, diabetes-blood-sugar, diabetes-eye, diabetes-kidney] }
  person: { label: Person, type: list }
  limit: { label: Lines listed, type: number, least: 1, most: 1000000, whole: true }
defaults: { limit: "1000" }
needs: [medical, enrollment]
columns:
  - { name: label, label: Preventive care, role: dimension, type: text, definition: "The care that no claim was found for, as in the report Preventive care." }
  - { name: person_id, label: Person, role: dimension, type: text, definition: "Number of the person in the source." }
  - { name: age, label: Age, role: measure, type: integer, unit: count, definition: "Age at the end of the period." }
  - { name: sex, label: Sex, role: dimension, type: text, definition: "As the enrollment has it." }
  - { name: last_date, label: Last seen, role: dimension, type: date, definition: "The last claim for it, where there is one that no longer counts." }
  - { name: gaps, label: Gaps, role: measure, type: integer, unit: count, hidden: true, definition: "Lines: one for each member and kind of care." }
  - { name: members, label: Members, role: measure, type: integer, unit: members, hidden: true, definition: "Different members." }
  - { name: unlisted, label: Lines not listed, role: measure, type: integer, unit: count, hidden: true, definition: "On the total line: gaps that are in it but not listed." }
figures: [gaps, members]
answer: "{totals.members} {totals.members|plural:member has,members have} {totals.gaps} {totals.gaps|plural:gap,gaps} in preventive care at the end of {period}."
footnotes:
  - "For plan administration only: it names persons. A gap is a claim that was not found, not care that was not given; see the notes of Preventive care before anyone is written to."
  - "[[{totals.unlisted|nonzero} more gaps are in the total but not listed. Choose one kind of care or fewer members by the filters, or list all of them with limit=all.]]"
*/
with member as (
  select
    m.person_key,
    max(m.sex) as sex,
    date_sub('year', max(birth.birth_date), last_day($to)) as age
  from marts.member_month as m
  join marts.person_birth as birth
    on birth.person_key = m.person_key
  where
    m.month = $to
    and m.member_months > 0
    and in_member_slice(m)
    and exists(
      from marts.medical_coverage as coverage
      where
        coverage.person_key = m.person_key
        and coverage.first_day < $to - interval 10 month
        and coverage.last_day >= $to
    )
  group by m.person_key
),

eligible as (
  select
    member.person_key,
    member.age,
    measure.measure,
    measure.measure_order
  from member
  join marts.preventive_measure as measure
    on member.age between measure.age_from and measure.age_to
    and coalesce(lower(cast(member.sex as varchar)) = measure.sex, true)
  where
    measure.condition is null
    or exists(
      from marts.member_condition as held
      where
        held.person_key = member.person_key
        and held.condition = measure.condition
        and $to between held.first_month and held.last_month
    )
),

gap as (
  select
    eligible.measure,
    eligible.measure_order,
    eligible.person_key,
    eligible.age,
    max(given.last_date) filter (where given.month <= $to) as last_date
  from eligible
  left join marts.preventive_month as given
    on given.person_key = eligible.person_key
    and given.measure = eligible.measure
  where
    $measure is null
    or list_contains($measure, eligible.measure)
  group by all
  having not coalesce(bool_or(
    given.month <= $to
    and given.month > $to - to_months(given.look_back_months)
    and eligible.age >= given.age_from
  ), false)
),

named as (
  select
    measure.label,
    gap.measure_order,
    person.person_id,
    gap.age,
    cast(member.sex as varchar) as sex,
    gap.last_date
  from gap
  join marts.preventive_measure as measure
    on measure.measure = gap.measure
  join marts.person
    on person.person_key = gap.person_key
  join member
    on member.person_key = gap.person_key
  where
    $person is null
    or list_contains($person, person.person_id)
),

first_lines as (
  select *
  from named
  order by
    measure_order,
    last_date nulls first,
    person_id
  limit (select case when regexp_full_match($limit, '[0-9]{1,9}') then cast($limit as bigint) end)
),

listed as (
  select
    'row' as line,
    *,
    1 as gaps,
    1 as members,
    cast(null as bigint) as unlisted
  from first_lines
  union all by name
  select
    'total' as line,
    count(*) as gaps,
    count(distinct person_id) as members,
    count(*) - (select count(*) from first_lines) as unlisted
  from named
)

select *
from listed
order by
  line,
  measure_order,
  last_date nulls first,
  person_id
