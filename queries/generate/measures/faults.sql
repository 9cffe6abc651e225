/*
step: faults
why: >
  What an expert would call impossible, counted over the written files; every count must be nought. Runs after
  measures.sql, on its tables.
*/
create or replace temp table fault as
with deceased as (
  select person_id, max(death_date)::DATE as died from eligibility group by person_id
), care as (
  select 'medical' as benefit, claim_id, person_id, day, paid_date, allowed, paid, charge, member_cost, cob from medical
  union all
  select 'pharmacy', claim_id, person_id, day, paid_date, allowed, paid, charge, member_cost, cob from pharmacy
), stay as (
  select person_id, claim_id, min(admission_date) as admission_date, max(discharge_date) as discharge_date from medical
    where bill = '111' group by all
), self as (
  select * from eligibility where subscriber_relation = 'self'
)
select 'the same person with two birth dates or sexes' as fault, count(*) as count
  from (from eligibility select person_id group by person_id having count(distinct birth_date) > 1 or count(distinct gender) > 1)
union all select 'a person on two contracts', count(*)
  from (from eligibility select person_id group by person_id having count(distinct subscriber_id) > 1)
union all select 'overlapping spans', count(*) from (
  select enrollment_start_date as starts, lag(coalesce(enrollment_end_date,
    date '9999-12-31')) over (partition by person_id order by enrollment_start_date) as ended from eligibility) where ended >= starts
union all select 'a span that ends before it starts', count(*) from eligibility where enrollment_end_date < enrollment_start_date
union all select 'a span before birth', count(*) from eligibility where enrollment_start_date < birth_date
union all select 'two holders of a contract at once', count(*) from self a join self b on a.subscriber_id = b.subscriber_id
  and a.person_id < b.person_id
  and a.enrollment_start_date <= coalesce(b.enrollment_end_date, date '9999-12-31')
    and b.enrollment_start_date <= coalesce(a.enrollment_end_date, date '9999-12-31')
union all select 'a contract without a holder', count(*)
  from (from eligibility select subscriber_id group by subscriber_id having count(*) filter (where subscriber_relation = 'self') = 0)
union all select 'a dependent on employee-only coverage', count(*) from eligibility where coverage_tier = 'Employee'
  and subscriber_relation <> 'self'
union all select 'a holder under 18', count(*) from self where date_sub('year', birth_date, enrollment_start_date) < 18
union all select 'a child past 26', count(*) from eligibility, service_years where subscriber_relation = 'child' and date_sub('year',
  birth_date, coalesce(enrollment_end_date, last_day)) > 26
union all select 'a child with Medicare', count(*) from eligibility where subscriber_relation = 'child'
  and (plan = 'Medicare Supplement' or member_status = 'Medicare retiree')
union all select 'Medicare before 65', count(*) from eligibility where plan = 'Medicare Supplement' and date_sub('year', birth_date,
  (enrollment_start_date + 31)::DATE) < 65
union all select 'the same claim line twice', count(*) - count(distinct (claim_id, line)) from medical
union all select 'the same fill twice', count(*) - count(distinct claim_id) from pharmacy
union all select 'a claim of two persons, providers or payments', count(*)
  from (from medical select claim_id group by claim_id having count(distinct person_id) > 1 or count(distinct billing_npi) > 1
  or count(distinct paid_date) > 1)
union all select 'a claim of nobody in the enrollment', count(*) from care anti join person using (person_id)
union all select 'care before birth', count(*) from care join person using (person_id) where day < birth_date
union all select 'care after death', count(*) from care join deceased using (person_id) where day > died
union all select 'care outside the plan years', count(*) from care, service_years where day not between make_date(first_year, 1, 1)
  and last_day
union all select 'payment before care', count(*) from care where paid_date < day
union all select 'payment after the extract', count(*) from care, service_years where paid_date > make_date(last_year + 1, 3, 31)
union all select 'parts that do not make allowed', count(*) from care where allowed <> paid + member_cost + cob
union all select 'ingredient and fee that do not make allowed', count(*) from pharmacy where allowed <> ingredient + fee
union all select 'charge not above allowed', count(*) from care where abs(charge) <= abs(allowed)
union all select 'a negative part', count(*) from medical where least(paid, deductible, copay, coinsurance, cob) < 0
union all select 'a reversal that takes back something else', count(*) from pharmacy r left
  join pharmacy o on o.claim_id = r.original_claim_id
  where r.line_type = 'reversal' and (o.claim_id is null or o.allowed + r.allowed <> 0 or o.paid + r.paid <> 0 or o.ndc <> r.ndc)
union all select 'a discharge before admission', count(*) from medical where discharge_date < admission_date
union all select 'stays of a person that overlap', count(*) from (
  select admission_date, lag(discharge_date) over (partition by person_id order by admission_date, discharge_date) as left_on
    from stay) where left_on > admission_date
union all select 'a man in childbirth', count(*) from medical join person using (person_id)
  where sex = 'male' and (drg in ('783', '784', '785', '786', '787', '788', '805', '806', '807') or hcpcs in ('59400', '59510')
    or dx like 'O%' or dx like 'Z34%')
union all select 'a pregnancy under 18 or past 50', count(*) from medical join person using (person_id)
  where (hcpcs in ('59400', '59510') or dx like 'O%') and date_sub('year', birth_date, day) not between 18 and 50
union all select 'a newborn stay past the first days', count(*) from medical join person using (person_id) where drg between '789'
  and '795' and admission_date <> birth_date
union all select 'a mammogram of a man or under 34', count(*) from medical join person using (person_id) where revenue = '0403'
  and (sex = 'male' or date_sub('year', birth_date, day) < 34)
union all select 'an institutional line without bill type or revenue code', count(*) from medical where claim_type = 'institutional'
  and (bill is null or revenue is null or facility_npi is null)
union all select 'a professional line without place or procedure', count(*) from medical where claim_type = 'professional'
  and (place is null or hcpcs is null or rendering_npi is null)
union all select 'a line without diagnosis', count(*) from medical where dx is null
union all select 'a provider number that might be real', count(*) from medical where length(billing_npi) <> 10 or billing_npi not like '9%'
union all select 'a drug code that might be real', count(*) from pharmacy where length(ndc) <> 11 or ndc not like '99%'
union all select 'a family that paid more than its limit for medical care', count(*) from (
  select substr(member_id, 1, 10) as contract, year(day) as year, sum(member_cost) as cost from medical group by all) where cost > 8000
union all select 'PMPM that does not rise with age', (max(value) filter (where measure = 'PMPM at 1-17') > max(value)
  filter (where measure = 'PMPM at 18-34')
  or max(value) filter (where measure = 'PMPM at 18-34') > max(value) filter (where measure = 'PMPM at 35-44')
  or max(value) filter (where measure = 'PMPM at 35-44') > max(value) filter (where measure = 'PMPM at 45-54')
  or max(value) filter (where measure = 'PMPM at 45-54') > max(value) filter (where measure = 'PMPM at 55-64'))::INTEGER from measure
order by fault;
