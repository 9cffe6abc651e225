/*
title: Utilization per 1,000 members
family: utilization
question: How often do members use care?
order: 40
needs: [claims]
columns:
  - { name: measure, label: Measure, role: dimension, type: text, hidden: true, definition: "Short name of the measure." }
  - { name: label, label: Kind of use, role: dimension, type: text, definition: "What is counted; the definition of each stands in its own column." }
  - { name: counted, label: How it is counted, role: dimension, type: text, hidden: true, definition: "Definition of the measure." }
  - { name: count, label: Count, role: measure, type: integer, unit: count, definition: "By date of service, on either basis." }
  - { name: per_1000, label: "Per 1,000 members a year", role: measure, type: decimal, scale: 1, unit: per_1000, definition: "Count × 12,000 ÷ member months." }
  - { name: users, label: Members who used it, role: measure, type: integer, unit: members, definition: "Different members behind the count." }
people: users
figures:
  - { row: Admissions, column: per_1000, label: "Admissions per 1,000" }
  - { row: "Emergency visits, all", column: per_1000, label: "Emergency visits per 1,000" }
  - { row: Office visits, column: per_1000, label: "Office visits per 1,000" }
  - { row: Prescriptions filled, column: per_1000, label: "Prescriptions per 1,000" }
answer: "For every 1,000 members there were {row.admissions.per_1000} hospital admissions and {row.emergency_visits_all.per_1000} emergency visits a year[[, and {row.office_visits.per_1000} office visits]]."
footnotes:
  - "Counted by date of service, whatever the basis. Claims that were reversed in full are not counted."
  - "An admission is a stay in an acute hospital: medical, surgical, maternity, mental health or substance use. A transfer to another acute hospital is part of the same stay; newborns are counted apart; rehabilitation, skilled nursing, hospice and residential treatment are not admissions."
  - "An emergency visit that ended in an admission is counted under all emergency visits only."
  - "Use of members for whom no enrollment was found is counted too; they have no member months."
companions: [utilization-by-month]
*/
with use as (
  select
    u.measure,
    sum(u.count) as count,
    count(distinct u.person_key) as users
  from marts.use_month as u
  where
    u.month between $from and $to
    and in_slice(u)
  group by u.measure
),

member as (
  select sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
)

select
  use_measure.measure,
  use_measure.label,
  use_measure.definition as counted,
  case use_measure.measure when 'scripts' then 'pharmacy' else 'medical' end as needs,
  coalesce(use.count, 0) as count,
  round(cast(coalesce(use.count, 0) * 12000 / nullif(member.member_months, 0) as decimal(38, 10)), 1) as per_1000,
  coalesce(use.users, 0) as users
from marts.use_measure
cross join member
left join use using (measure)
order by use_measure.measure_order
