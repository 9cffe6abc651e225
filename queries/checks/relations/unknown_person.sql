/*
relation: unknown_person
with: [work.known_person]
grain: one row per person of the claims whom no enrollment knows
why: asked once for all lines of a person
*/
select person_id
from (
  select distinct person_id from staged.medical_claim
  union
  select distinct person_id from staged.pharmacy_claim
)
anti join work.known_person as person using (person_id)
