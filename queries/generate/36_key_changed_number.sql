/*
key: changed_number
why: The persons whose person_id and member_id changed, with the first day under the new ones.
*/
select old_person_id, new_person_id, renumbered_from as first_day from plan.changed_number order by first_day, old_person_id
