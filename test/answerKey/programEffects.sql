/*
What each program did to visit days a month: each person's after less before, participants less those who could have
joined and did not, over persons with six months and more on both sides, with the standard error of a difference of two
means. Runs after programMonths.sql.
*/
with person_change as (
  select program, arm, person, avg(visit_days) filter (where period = 'after') - avg(visit_days) filter (where period = 'before') as change
  from program_month
  group by all
  having count(*) filter (where period = 'after') >= 6 and count(*) filter (where period = 'before') >= 6
), mean as (
  select program, arm, avg(change) as change, var_samp(change) / count(*) as variance from person_change group by all
)
select p.program, p.change - c.change as effect, sqrt(p.variance + c.variance) as standard_error
from mean p join mean c using (program)
where p.arm = 'participants' and c.arm = 'comparison'
order by program
