/*
table: marts.person
needs: [core.person_number]
grain: one row per person in the enrollment or the claims
why: a small number for each person, so that people are counted fast
*/
select
  person_key,
  person_id,
  bool_or(matched_by <> 'none') as is_enrolled
from core.person_number
group by
  person_key,
  person_id
order by person_id
