/*
table: marts.person
needs: [loads.eligibility, loads.medical_claim, loads.pharmacy_claim]
grain: one row per person in the enrollment or the claims
why: a small number for each person, so that people are counted fast
*/
with anyone as (
  select person_id from loads.eligibility
  union
  select person_id from loads.medical_claim
  union
  select person_id from loads.pharmacy_claim
)

select
  cast(row_number() over (order by person_id) as integer) as person_key,
  person_id
from (
  select distinct coalesce(person_id, '(not given)') as person_id
  from anyone
)
order by person_id
