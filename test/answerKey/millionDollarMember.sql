/*
Whose care of a service year came to more than a million dollars allowed, under the number of the year's end.
*/
with line as (
  select person, year(claim_start) as plan_year, allowed, paid from medical_version where claim_status = 'paid'
  union all
  select person, year(day), allowed, paid from pharmacy_version where claim_status = 'paid'
)
select person_id, plan_year, allowed, paid
from (select person, plan_year, sum(allowed) as allowed, sum(paid) as paid from line group by all)
join eligibility e using (person)
where allowed > 1000000
  and make_date(plan_year, 12, 31) between enrollment_start_date and coalesce(enrollment_end_date, date '9999-12-31')
order by plan_year, person_id
