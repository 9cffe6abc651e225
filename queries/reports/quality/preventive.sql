/*
title: Preventive care
family: quality
question: Who had the screening and check-ups that are meant for them?
order: 30
needs: [medical, enrollment]
columns:
  - { name: label, label: Preventive care, role: dimension, type: text, definition: "What is looked for in medical claims; the definition of each stands in its own column." }
  - { name: measure, label: Measure, role: dimension, type: text, hidden: true, definition: "Short name of the measure." }
  - { name: counted, label: What counts, role: dimension, type: text, hidden: true, definition: "Which care counts and how long it lasts." }
  - { name: meant_for, label: For whom, role: dimension, type: text, definition: "Age at the end of the period, sex and condition." }
  - { name: eligible, label: Members it is meant for, role: measure, type: integer, unit: members, definition: "Members covered at the end of the period and without a gap for twelve months, of the age, sex and condition." }
  - { name: had_it, label: Had it, role: measure, type: integer, unit: members, people: smaller, direction: up-is-better, definition: "Of them, members with a claim for it within the time for which it lasts." }
  - { name: share, label: Share, role: measure, type: decimal, scale: 4, unit: ratio, people: smaller, direction: up-is-better, definition: "Had it ÷ members it is meant for." }
  - { name: gaps, label: No claim for it, role: measure, type: integer, unit: members, people: smaller, direction: up-is-worse, definition: "Members it is meant for without such a claim." }
  - { name: months_short, label: Months that the data lacks, role: measure, type: integer, unit: count, hidden: true, compare: false, definition: "By how many months the data begins too late for the longest time that care lasts." }
people: eligible
figures:
  - { row: Breast cancer screening, column: share, label: Breast cancer screening }
  - { row: Colorectal cancer screening, column: share, label: Colorectal cancer screening }
  - { row: "Diabetes: long-term blood sugar", column: share, label: "HbA1c in diabetes" }
  - { row: Well-child visit, column: share, label: Well-child visits }
chart: { type: bar, x: label, y: [share], title: "Share of members who had it, of those it is meant for" }
drill: { report: preventive-gaps, set: { measure: measure } }
answer: "At the end of {period}[[ {row.Colorectal cancer screening.share} of members between 45 and 75 had been screened for colorectal cancer]][[, and {row.Well-child visit.share} of children between 3 and 17 had had their check-up in the year]]."
footnotes:
  - "Measures of our own, from claims of this plan alone; not those of any accrediting body, and not to be compared with theirs. Care that another payer paid, that was free at work or that a pharmacy billed is not seen, and neither is that someone must not have it (as after a mastectomy)."
  - "Looked back from the last month of the period, with whatever claims the data has.[[ For some lines the data begins too late: up to {row.Colorectal cancer screening.months_short|nonzero} months of the time for which care lasts are not in it, so that some who had it are shown without.]]"
  - "Members overlap: a person stands on each line that is meant for him or her, so lines do not add up."
companions: []
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

done as (
  select
    eligible.measure,
    eligible.person_key,
    bool_or(given.person_key is not null) as had_it
  from eligible
  left join marts.preventive_month as given
    on given.person_key = eligible.person_key
    and given.measure = eligible.measure
    and given.month <= $to
    and given.month > $to - to_months(given.look_back_months)
    and eligible.age >= given.age_from
  group by
    eligible.measure,
    eligible.person_key
),

counted as (
  select
    measure,
    count(*) as eligible,
    count_if(had_it) as had_it
  from done
  group by measure
),

lasts as (
  select
    measure.measure,
    greatest(case measure.measure
      when 'colorectal-cancer-screening' then 120
      when 'cervical-cancer-screening' then 60
      when 'breast-cancer-screening' then 24
      else 12
    end - 1 - date_diff('month', data_span.first_service_month, $to), 0) as months_short
  from marts.preventive_measure as measure
  cross join marts.data_span
)

select
  measure.label,
  measure.measure,
  measure.definition as counted,
  concat(
    case measure.sex when 'female' then 'women ' when 'male' then 'men ' else '' end,
    'ages ',
    measure.age_from,
    case when measure.age_to >= 120 then ' and over' else concat(' to ', measure.age_to) end,
    case when measure.condition is null then '' else ' with diabetes' end
  ) as meant_for,
  coalesce(counted.eligible, 0) as eligible,
  coalesce(counted.had_it, 0) as had_it,
  round(cast(counted.had_it / nullif(counted.eligible, 0) as decimal(38, 10)), 4) as share,
  coalesce(counted.eligible - counted.had_it, 0) as gaps,
  coalesce(lasts.months_short, 0) as months_short,
  -- Where all or none had it, nobody stands apart.
  case
    when counted.had_it in (0, counted.eligible) then counted.eligible
    else least(counted.had_it, counted.eligible - counted.had_it)
  end as smaller
from marts.preventive_measure as measure
left join counted
  on counted.measure = measure.measure
left join lasts
  on lasts.measure = measure.measure
order by measure.measure_order
