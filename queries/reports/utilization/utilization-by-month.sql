/*
title: Utilization by month
family: utilization
question: Does the use of care rise or fall through the year?
order: 50
needs: [claims]
columns:
  - { name: month, label: Month, role: dimension, type: month, definition: "Month of service." }
  - { name: admissions_per_1000, label: "Admissions per 1,000", role: measure, needs: medical, type: decimal, scale: 1, unit: per_1000, people: admissions_people, definition: "Acute admissions × 12,000 ÷ member months." }
  - { name: inpatient_days_per_1000, label: "Inpatient days per 1,000", role: measure, needs: medical, type: decimal, scale: 1, unit: per_1000, people: admissions_people, definition: "Inpatient days × 12,000 ÷ member months." }
  - { name: emergency_visits_per_1000, label: "Emergency visits per 1,000", role: measure, needs: medical, type: decimal, scale: 1, unit: per_1000, people: emergency_people, definition: "All emergency visits × 12,000 ÷ member months." }
  - { name: office_visits_per_1000, label: "Office visits per 1,000", role: measure, needs: medical, type: decimal, scale: 1, unit: per_1000, people: office_people, definition: "Office visits × 12,000 ÷ member months." }
  - { name: telehealth_visits_per_1000, label: "Telehealth visits per 1,000", role: measure, needs: medical, type: decimal, scale: 1, unit: per_1000, people: telehealth_people, definition: "Telehealth visits × 12,000 ÷ member months." }
  - { name: scripts_per_1000, label: "Prescriptions per 1,000", role: measure, needs: pharmacy, type: decimal, scale: 1, unit: per_1000, people: scripts_people, definition: "Prescriptions filled, net of reversals, × 12,000 ÷ member months." }
people: people
figures: [admissions_per_1000, emergency_visits_per_1000, office_visits_per_1000, scripts_per_1000]
chart: { type: line, x: month, y: [emergency_visits_per_1000, admissions_per_1000], title: "Emergency visits and admissions per 1,000 members a year" }
drill: { report: utilization, set: { period: month } }
answer: "At the rate of {period}, 1,000 members have {totals.admissions_per_1000} hospital admissions and {totals.emergency_visits_per_1000} emergency visits a year[[; admissions are {totals.admissions_per_1000_change} than in {prior}]]."
footnotes:
  - "Counted by date of service, whatever the basis. Each month is brought to a yearly rate."
*/
with use as (
  select
    case grouping(u.month) when 1 then 'total' else 'row' end as line,
    u.month,
    sum(u.count) filter (where u.measure = 'admissions') as admissions,
    sum(u.count) filter (where u.measure = 'inpatient_days') as inpatient_days,
    sum(u.count) filter (where u.measure = 'emergency_visits_all') as emergency_visits,
    sum(u.count) filter (where u.measure = 'office_visits') as office_visits,
    sum(u.count) filter (where u.measure = 'telehealth_visits') as telehealth_visits,
    sum(u.count) filter (where u.measure = 'scripts') as scripts,
    people_behind(u) filter (where u.measure = 'admissions') as admissions_people,
    people_behind(u) filter (where u.measure = 'emergency_visits_all') as emergency_people,
    people_behind(u) filter (where u.measure = 'office_visits') as office_people,
    people_behind(u) filter (where u.measure = 'telehealth_visits') as telehealth_people,
    people_behind(u) filter (where u.measure = 'scripts') as scripts_people,
    people_behind(u) as people
  from totals_of(use_month) as u
  where
    u.month between $from and $to
    and in_slice(u)
  group by grouping sets ((u.month), ())
),

member as (
  select
    case grouping(m.month) when 1 then 'total' else 'row' end as line,
    m.month,
    sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
  group by grouping sets ((m.month), ())
),

calendar as (
  select
    'row' as line,
    cast(unnest(generate_series($from, $to, interval 1 month)) as date) as month
  union all
  select
    'total',
    null
)

select
  calendar.line,
  calendar.month,
  round(cast(coalesce(use.admissions, 0) * 12000 / nullif(member.member_months, 0) as decimal(38, 10)), 1) as admissions_per_1000,
  round(cast(coalesce(use.inpatient_days, 0) * 12000 / nullif(member.member_months, 0) as decimal(38, 10)), 1) as inpatient_days_per_1000,
  round(cast(coalesce(use.emergency_visits, 0) * 12000 / nullif(member.member_months, 0) as decimal(38, 10)), 1) as emergency_visits_per_1000,
  round(cast(coalesce(use.office_visits, 0) * 12000 / nullif(member.member_months, 0) as decimal(38, 10)), 1) as office_visits_per_1000,
  round(cast(coalesce(use.telehealth_visits, 0) * 12000 / nullif(member.member_months, 0) as decimal(38, 10)), 1) as telehealth_visits_per_1000,
  round(cast(coalesce(use.scripts, 0) * 12000 / nullif(member.member_months, 0) as decimal(38, 10)), 1) as scripts_per_1000,
  coalesce(use.admissions_people, 0) as admissions_people,
  coalesce(use.emergency_people, 0) as emergency_people,
  coalesce(use.office_people, 0) as office_people,
  coalesce(use.telehealth_people, 0) as telehealth_people,
  coalesce(use.scripts_people, 0) as scripts_people,
  coalesce(use.people, 0) as people
from calendar
left join use
  on use.line = calendar.line
  and use.month is not distinct from calendar.month
left join member
  on member.line = calendar.line
  and member.month is not distinct from calendar.month
order by
  calendar.line,
  calendar.month
