/*
finish: program_cost
why: What each program's vendor bills a month, in cents.
*/
with program as (
  select row_number() over (order by rowid) as program_no, program, vendor, (fixed::DOUBLE * 100)::BIGINT as fixed,
    (per_participant::DOUBLE * 100)::BIGINT as per_participant
  from csv.programs
), participating as (
  select program_no, month, sum(participants)::BIGINT as participants from plan.program_month group by all
)
select month, program, vendor, participants, fixed, per_participant, fixed + participants * per_participant as amount
from participating join program using (program_no)
