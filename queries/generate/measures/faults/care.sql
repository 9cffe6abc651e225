/*
faults: care
why: Care that cannot have been given to that person on that day.
*/
with care as (
  select 'medical' as benefit, claim_id, person, family, day, charge, paid_date, claim_status, line_type from medical_version
  union all
  select 'pharmacy', claim_id, person, family, day, charge, paid_date, claim_status, line_type from pharmacy_version
), known as (
  select c.*, birth_date, sex, death_date from care c join person using (person)
), described as (
  select m.*, birth_date, sex, date_sub('year', birth_date, day) as age from medical m join person using (person)
), planted as (
  from read_csv(getvariable('folder') || '/answer-key-claims.csv', all_varchar = true, header = true) where kind = 'orphan'
), stay as (
  select person, claim_id, min(admission_date) as admission_date, max(discharge_date) as discharge_date from medical
  where bill = '111' group by all
), following as (
  select admission_date, lag(discharge_date) over (partition by person order by admission_date, discharge_date) as left_on from stay
)
select 'care before birth' as fault, count(*) as count from known where day < birth_date
union all select 'care after death', count(*) from known where day > death_date
union all select 'care outside the plan years', count(*) from care, service_years
  where day not between make_date(first_year, 1, 1) and last_day
union all select 'a claim of nobody in the enrollment that was not planted', count(*) from care c anti join planted p on p.claim_id = c.claim_id
  where family is null
union all select 'a planted orphan that the enrollment knows', count(*) from care semi join planted using (claim_id) where family is not null
union all select 'payment before care', count(*) from care where paid_date < day
union all select 'payment after the extract', count(*) from care, service_years where paid_date > make_date(last_year + 1, 3, 31)
union all select 'a discharge before admission', count(*) from medical where discharge_date < admission_date
union all select 'stays of a person that overlap', count(*) from following where left_on > admission_date
union all select 'a man in childbirth', count(*) from described where sex = 'male' and (drg between '783' and '788'
  or drg between '805' and '807' or hcpcs in ('59400', '59510') or dx like 'O%' or dx like 'Z34%')
union all select 'a pregnancy under 18 or past 50', count(*) from described
  where (hcpcs in ('59400', '59510') or dx like 'O%') and age not between 18 and 50
union all select 'a newborn stay past the first days', count(*) from described
  where drg between '789' and '795' and admission_date <> birth_date
union all select 'a mammogram of a man or under 34', count(*) from described where revenue = '0403' and (sex = 'male' or age < 34)
union all select 'an institutional line without bill type or revenue code', count(*) from medical_version
  where claim_type = 'institutional' and (bill is null or revenue is null or facility_npi is null)
union all select 'a professional line without place or procedure', count(*) from medical_version
  where claim_type = 'professional' and (place is null or hcpcs is null or rendering_npi is null)
union all select 'a line without diagnosis', count(*) from medical_version where dx is null
union all select 'a provider number that might be real', count(*) from medical_version
  where length(billing_npi) <> 10 or billing_npi not like '9%'
union all select 'a drug code that might be real', count(*) from pharmacy_version where length(ndc) <> 11 or ndc not like '99%'
