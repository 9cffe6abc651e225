/*
file: eligibility_{month}.csv
why: >
  Enrollment as it is sent each month: an opening file, then the spans that were added or changed, as the enrollment
  system knew them at the month's end. One benefit package for medical and pharmacy.
*/
with version as (
  select *, start_file as file_month, coalesce(end_file = start_file, false) as ended, 'enrolled' as enrollment_status from enrollment_known
  union all
  select *, end_file, true, 'enrolled' from enrollment_known where end_file > start_file
  union all
  select *, void_file, false, 'void' from enrollment_known where void_file is not null
)
select strftime(file_month, '%Y-%m') as month, s.person_id, s.member_id,
  'S' || opaque_person(s.contract_no) as subscriber_id,
  s.sex as gender, s.birth_date, case when s.died and ended then s.to_date end as death_date, (s.died and ended)::INTEGER as death_flag,
  s.from_date as enrollment_start_date, case when ended then s.to_date end as enrollment_end_date,
  'Plan administrator' as payer, 'self-insured' as payer_type, s.plan,
  case when s.plan = 'Medicare Supplement' then '10' end as medicare_status_code, s.enrollment_status,
  'G' || (100 + e.group_no) as group_id, e.employer_group as group_name,
  s.relationship as subscriber_relation, 'enrollment system' as data_source, month_end(file_month) as file_date,
  s.coverage_tier, s.status as member_status, e.bargaining_unit, e.employer_group, e.employer_type, e.wage_band, e.region
from version s
join employee e on e.contract_no = s.employee_no
order by s.file_month, s.contract_no, s.person_no, s.from_date, ended
