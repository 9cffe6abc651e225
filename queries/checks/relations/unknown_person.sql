/*
relation: unknown_person
with: [work.known_person]
grain: one row per person of the claims whom no enrollment knows
why: asked once for all lines of a person; a number that a crosswalk joins with a known one is known
*/
with joined as (
  select old_id as person_id
  from known.id_crosswalk
  semi join work.known_person as person
    on person.person_id = id_crosswalk.new_id
  union
  select new_id
  from known.id_crosswalk
  semi join work.known_person as person
    on person.person_id = id_crosswalk.old_id
)

select person_id
from (
  select distinct person_id from staged.medical_claim
  union
  select distinct person_id from staged.pharmacy_claim
)
anti join work.known_person as person using (person_id)
anti join joined using (person_id)
