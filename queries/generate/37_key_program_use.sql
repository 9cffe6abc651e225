/*
key: program_use
why: >
  What can be counted in the extracts: covered months before and after the first day of participation (for those who could
  have joined and did not, the day on which they could have), days with medical care outside hospital stays, and dollars
  allowed for medical care, all paid versions of claims together.
*/
with program as (
  select row_number() over (order by rowid) as program_no, program from csv.programs
)
select program, arm, if(after, 'after', 'before') as period, sum(persons)::BIGINT as persons, sum(person_months)::BIGINT as person_months,
  sum(visit_days)::BIGINT as visit_days, money(sum(allowed)) as allowed,
  (round(sum(visit_days) / sum(person_months), 4)::DECIMAL(18, 4))::VARCHAR as visit_days_per_month,
  (round(sum(allowed) / sum(person_months) / 100, 2)::DECIMAL(18, 2))::VARCHAR as allowed_per_month
from plan.program_use join program using (program_no)
group by program_no, program, arm, after
order by program_no, arm, after
