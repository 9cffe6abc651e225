/*
Each program's months, visit days and dollars, before and after, by arm. Runs after programMonths.sql.
*/
select program, arm, period, count(distinct person) as persons, count(*) as person_months, sum(visit_days)::BIGINT as visit_days,
  sum(allowed) as allowed
from program_month group by all order by all
