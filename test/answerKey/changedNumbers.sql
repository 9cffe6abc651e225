/*
The same person, by family and place in it, under two numbers.
*/
select a.person_id as old_person_id, b.person_id as new_person_id, min(b.enrollment_start_date) as first_day
from eligibility a
join eligibility b on b.person = a.person and b.person_id <> a.person_id and b.enrollment_start_date > a.enrollment_start_date
group by all
order by first_day, old_person_id
