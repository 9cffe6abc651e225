/*
Lines paid for a person whom the enrollment knows, on a day on which, by its last word, no span of that person was in
force. Care of the days before a first span counts as well.
*/
with line as (
  select claim_id, line, data_source, person_id, person, family, case claim_type when 'institutional' then claim_start else line_start end as day, paid
  from medical
  union all
  select claim_id, line, data_source, person_id, person, family, day, paid from pharmacy
)
select claim_id, line, data_source, person_id, paid as amount
from line
anti join eligibility e on e.person = line.person
  and line.day between e.enrollment_start_date and coalesce(e.enrollment_end_date, date '9999-12-31')
where family is not null
