/*
total: changed_number
why: The persons who go by another number from some day on.
*/
select person_no, contract_no, renumbered_from,
  max(person_id) filter (where from_date < renumbered_from) as old_person_id,
  max(person_id) filter (where from_date >= renumbered_from) as new_person_id
from enrollment
where renumbered_from is not null
group by all
having count(distinct person_id) > 1
