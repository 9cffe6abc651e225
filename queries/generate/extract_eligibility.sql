/*
file: eligibility.csv
why: Enrollment spans as an eligibility vendor sends them, one benefit package for medical and pharmacy.
*/
select 'P' || opaque_person(s.person_no) as person_id,
  'S' || opaque_person(s.contract_no) || '-' || (p.idx + 1) as member_id,
  'S' || opaque_person(s.contract_no) as subscriber_id,
  p.sex as gender, p.birth_date, case when s.died and s.to_date <= service_end() then s.to_date end as death_date,
  (s.died and s.to_date <= service_end())::INTEGER as death_flag,
  s.from_date as enrollment_start_date, case when s.to_date < service_end() then s.to_date end as enrollment_end_date,
  'Plan administrator' as payer, 'self-insured' as payer_type, s.plan,
  case when s.plan = 'Medicare Supplement' then '10' end as medicare_status_code,
  'G' || (100 + e.group_no) as group_id, e.employer_group as group_name,
  s.relationship as subscriber_relation, 'enrollment system' as data_source,
  s.coverage_tier, s.status as member_status, e.bargaining_unit, e.employer_group, e.employer_type, e.wage_band, e.region
from span s
join person p using (person_no)
join employee e on e.contract_no = s.contract_no
where s.from_date <= service_end()
order by s.contract_no, s.person_no, s.from_date
