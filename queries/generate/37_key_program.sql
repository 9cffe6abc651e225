/*
key: program
why: >
  Each program's effect as planted (of the visits that participants would have made while enrolled, the share that did not
  take place) and as it came about: what was averted, at the price that it would have had.
*/
with program as (
  select row_number() over (order by rowid) as program_no, program, effect from csv.programs
), arm as (
  select program_no, sum(persons) filter (where arm = 'participants' and after)::BIGINT as participants,
    sum(persons) filter (where arm = 'comparison' and after)::BIGINT as comparison,
    sum(person_months) filter (where arm = 'participants' and after)::BIGINT as participant_months
  from plan.program_use group by program_no
), averted as (
  select program_no, sum(visits)::BIGINT as visits, sum(allowed)::BIGINT as allowed from plan.averted group by program_no
)
select program, effect as planted_effect, participants, comparison, participant_months, coalesce(visits, 0) as averted_visits,
  money(coalesce(allowed, 0)) as averted_allowed,
  (round(coalesce(visits, 0) / participant_months, 4)::DECIMAL(18, 4))::VARCHAR as averted_visits_per_month,
  (round(coalesce(allowed, 0) / participant_months / 100, 2)::DECIMAL(18, 2))::VARCHAR as averted_allowed_per_month
from program join arm using (program_no) left join averted using (program_no)
order by program_no
