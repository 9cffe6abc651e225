/*
table: core.program_participation
needs: [loads.program_participation, core.person_number]
grain: one row per program and person as it was loaded
why: who took part in a program, and who could have
source_person_id: the person's number as the source writes it
*/
select
  participation.* replace (coalesce(number.other_person_id, participation.person_id) as person_id),
  participation.person_id as source_person_id
from loads.program_participation as participation
left join core.person_number as number
  on number.number_key = participation.person_id
