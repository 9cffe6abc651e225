/*
table: marts.person
needs: [core.eligibility, core.medical_claim, core.pharmacy_claim]
grain: one row per person in the enrollment or the claims
why: a small number for each person, so that people are counted fast
*/
with anyone as (
  select coalesce(person_id, '(not given)') as person_id from core.eligibility
  union
  select coalesce(person_id, '(not given)') from core.medical_claim
  union
  select coalesce(person_id, '(not given)') from core.pharmacy_claim
)

select
  cast(row_number() over (order by person_id) as integer) as person_key,
  person_id
from anyone
order by person_id
