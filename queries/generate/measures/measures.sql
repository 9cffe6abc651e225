/*
step: measures
why: >
  What a benefits director would look at first, worked out from the written files alone. One row a measure; ranges.csv
  says where each should lie and by which source. The variable `folder` names the extracts.
*/
create or replace temp table eligibility as
  select * replace (birth_date::DATE as birth_date, enrollment_start_date::DATE as enrollment_start_date,
    enrollment_end_date::DATE as enrollment_end_date)
  from read_csv(getvariable('folder') || '/eligibility.csv', all_varchar = true, header = true);

create or replace temp table medical as
  select claim_id, claim_line_number::INTEGER as line, claim_type, person_id, member_id, plan, place_of_service_code as place,
    bill_type_code as bill,
    revenue_center_code as revenue, hcpcs_code as hcpcs, drg_code as drg, facility_npi, rendering_npi, billing_npi, network_tier,
      diagnosis_code_1 as dx, diagnosis_code_2 as dx_2,
    discharge_disposition_code as disposition, admission_date::DATE as admission_date, discharge_date::DATE as discharge_date,
    case claim_type when 'professional' then claim_line_start_date else claim_start_date end::DATE as day,
    paid_date::DATE as paid_date, paid_amount::DECIMAL(18, 2) as paid, allowed_amount::DECIMAL(18, 2) as allowed,
      charge_amount::DECIMAL(18, 2) as charge,
    copayment_amount::DECIMAL(18, 2) + coinsurance_amount::DECIMAL(18, 2) + deductible_amount::DECIMAL(18, 2) as member_cost,
    deductible_amount::DECIMAL(18, 2) as deductible, copayment_amount::DECIMAL(18, 2) as copay,
    coinsurance_amount::DECIMAL(18, 2) as coinsurance, cob_amount::DECIMAL(18, 2) as cob
  from read_csv(getvariable('folder') || '/medical_claim.csv', all_varchar = true, header = true);

create or replace temp table pharmacy as
  select claim_id, person_id, plan, dispensing_date::DATE as day, paid_date::DATE as paid_date, ndc_code as ndc,
    days_supply::INTEGER as days, channel,
    brand_generic, specialty, line_type, original_claim_id, paid_amount::DECIMAL(18, 2) as paid, allowed_amount::DECIMAL(18, 2) as allowed,
    charge_amount::DECIMAL(18, 2) as charge, ingredient_cost::DECIMAL(18, 2) as ingredient, dispensing_fee::DECIMAL(18, 2) as fee,
    copayment_amount::DECIMAL(18, 2) + coinsurance_amount::DECIMAL(18, 2) + deductible_amount::DECIMAL(18, 2) as member_cost,
      cob_amount::DECIMAL(18, 2) as cob,
    case line_type when 'reversal' then -1 else 1 end as fills
  from read_csv(getvariable('folder') || '/pharmacy_claim.csv', all_varchar = true, header = true);

create or replace temp table service_years as
  select year(min(day)) as first_year, year(max(day)) as last_year, make_date(year(max(day)), 12, 31) as last_day from medical
  where claim_type = 'institutional';

create or replace temp table member_month as
  select distinct person_id, m::DATE as month
  from eligibility, service_years,
    lateral (select unnest(generate_series(date_trunc('month', enrollment_start_date), coalesce(enrollment_end_date, last_day)::TIMESTAMP,
      interval 1 month)) as m) t;

create or replace temp table person as
  select person_id, max(birth_date) as birth_date, max(gender) as sex, bool_or(plan = 'Medicare Supplement') as medicare
    from eligibility group by person_id;

create or replace temp table admission as
  select person_id, admission_date, drg, max(discharge_date) as discharge_date, max(disposition) as disposition, sum(allowed) as allowed,
    sum(paid) as paid
  from medical where bill = '111' group by person_id, admission_date, drg;

create or replace temp table chronic as
  select t.person_id, count(distinct t.condition) as conditions
  from (
    select person_id, c.condition from medical, (select condition, unnest(string_split(codes, '|')) as code from csv.conditions) c
    where dx = c.code or dx_2 = c.code
  ) t group by t.person_id;

create or replace temp table cost_year as
  select c.person_id, year(c.day) as year, sum(allowed) as allowed, sum(paid) as paid
  from (select person_id, day, allowed, paid from medical union all select person_id, day, allowed, paid from pharmacy) c group by all;

create or replace temp table month_year as
  select year(month) as year, count(*) as member_months, count(distinct person_id) as members from member_month group by 1;

create or replace temp table yearly as
  select y.year, y.member_months,
    (select sum(allowed) from medical m where year(m.day) = y.year) as medical,
    (select sum(allowed) from medical m where year(m.day) = y.year and m.paid_date <= make_date(y.year + 1, 3, 31)) as medical_then,
    (select sum(allowed) from medical m where year(m.day) = y.year and bill in ('111', '211')) as inpatient,
    (select sum(allowed) from medical m where year(m.day) = y.year and claim_type = 'institutional' and bill not in ('111',
      '211')) as outpatient,
    (select sum(allowed) from medical m where year(m.day) = y.year and claim_type = 'professional') as professional,
    (select sum(allowed) from pharmacy m where year(m.day) = y.year) as rx,
    (select sum(least(100000, c.allowed)) from cost_year c where c.year = y.year) as pooled
  from month_year y;

create or replace temp table lag_amount as
  select datediff('month', date_trunc('month', day), date_trunc('month', paid_date)) as age, date_trunc('month', day)::DATE as month,
    paid from medical;

create or replace temp table measure as
with mm as (select sum(member_months) as n from yearly),
complete as (
  select age, sum(paid) as paid from lag_amount, service_years where month < make_date(last_year, 1, 1) group by age
), completion as (
  select age, sum(paid) over (order by age) / sum(paid) over () as share from complete
), stays as (
  select *, drg between '789' and '795' as newborn, drg between '783' and '788' or drg between '805' and '807' as delivery,
    disposition <> '02' as ends, datediff('day', admission_date, discharge_date) as days from admission
), first_contract as (
  select count(*) / count(distinct subscriber_id) as members,
    sum(datediff('day', birth_date, make_date(first_year, 7, 1))) / 365.25 / count(*) as age,
    count(*) filter (where gender = 'female') / count(*) as female,
    count(*) filter (where subscriber_relation = 'self') / count(*) as self,
    count(*) filter (where subscriber_relation = 'spouse') / count(*) as spouse
  from eligibility, service_years
  where make_date(first_year, 7, 1) between enrollment_start_date and coalesce(enrollment_end_date, last_day)
), burden as (
  select least(3, coalesce(c.conditions, 0)) as class, sum(mm.n) as months, sum(coalesce(cost.allowed, 0)) as allowed
  from (select person_id, count(*) as n from member_month group by 1) mm
  left join chronic c using (person_id)
  left join (select person_id, sum(allowed) as allowed from cost_year group by 1) cost using (person_id)
  group by 1
), burdened as (
  select class, months / sum(months) over () as share, allowed / months / max(allowed / months)
    filter (where class = 0) over () as ratio from burden
)
select 'members per contract' as measure, members::DOUBLE as value from first_contract
union all select 'mean age', age from first_contract
union all select 'female share', female from first_contract
union all select 'subscriber share', self from first_contract
union all select 'spouse share', spouse from first_contract
union all select 'births per 1,000', 12000 * count(*) filter (where newborn) / max(mm.n) from stays, mm
union all select 'admissions per 1,000', 12000 * count(*) filter (where not newborn and ends) / max(mm.n) from stays, mm
union all select 'deliveries per 1,000', 12000 * count(*) filter (where delivery) / max(mm.n) from stays, mm
union all select 'length of stay', sum(days) filter (where not newborn) / count(*) filter (where not newborn and ends) from stays
union all select 'inpatient days per 1,000', 12000 * sum(days) filter (where not newborn) / max(mm.n) from stays, mm
union all select 'allowed per admission', sum(allowed) filter (where not newborn) / count(*) filter (where not newborn and ends) from stays
union all select 'emergency visits per 1,000', 12000 * count(distinct claim_id) / max(mm.n) from medical, mm
  where revenue like '045%' and bill = '131'
union all select 'emergency copay, first year', max(copay) from medical, service_years where revenue = '0450' and bill = '131'
  and plan = 'PPO' and year(day) = first_year
union all select 'emergency copay, last year', max(copay) from medical, service_years where revenue = '0450' and bill = '131'
  and plan = 'PPO' and year(day) = last_year
union all select 'allowed per emergency visit', sum(allowed) / count(distinct claim_id) from medical
  where claim_id in (select claim_id from medical where revenue like '045%' and bill = '131')
union all select 'office visits per member-year', 12 * count(distinct (person_id, rendering_npi, day)) / max(mm.n) from medical, mm
  where place = '11' and (hcpcs between '99202' and '99215' or hcpcs between '99381' and '99397')
union all select 'lines per member-year', 12 * count(*) / max(mm.n) from medical, mm
union all select 'scripts per member-year', 12 * sum(fills) / max(mm.n) from pharmacy, mm
union all select 'generic rate', sum(fills) filter (where brand_generic = 'generic') / sum(fills) from pharmacy
union all select 'specialty share of dollars', sum(allowed) filter (where specialty = 'yes') / sum(allowed) from pharmacy
union all select 'specialty share of scripts', sum(fills) filter (where specialty = 'yes') / sum(fills) from pharmacy
union all select 'reversed share of fills', count(*) filter (where fills = -1) / count(*) filter (where fills = 1) from pharmacy
union all select 'allowed PMPM, first year', (medical + rx) / member_months from yearly where year = (select first_year from service_years)
union all select 'medical share of allowed', sum(medical) / sum(medical + rx) from yearly
union all select 'inpatient share', sum(inpatient) / sum(medical + rx) from yearly
union all select 'outpatient share', sum(outpatient) / sum(medical + rx) from yearly
union all select 'professional share', sum(professional) / sum(medical + rx) from yearly
union all select 'pharmacy share', sum(rx) / sum(medical + rx) from yearly
union all select 'medical trend', pow(max(medical_then / member_months) filter (where year = (select last_year from service_years))
  / max(medical_then / member_months) filter (where year = (select first_year from service_years)),
   1 / ((select last_year - first_year from service_years)::DOUBLE)) - 1 from yearly
union all select 'pharmacy trend', pow(max(rx / member_months) filter (where year = (select last_year from service_years)) / max(rx
  / member_months) filter (where year = (select first_year from service_years)),
   1 / ((select last_year - first_year from service_years)::DOUBLE)) - 1 from yearly
union all select 'trend below 100,000', pow(max(pooled / member_months) filter (where year = (select last_year from service_years))
  / max(pooled / member_months) filter (where year = (select first_year from service_years)),
   1 / ((select last_year - first_year from service_years)::DOUBLE)) - 1 from yearly
union all select 'member share, medical', sum(member_cost) / sum(allowed - cob) from medical where plan <> 'Medicare Supplement'
union all select 'member share, pharmacy', sum(member_cost) / sum(allowed) from pharmacy
union all select 'member share in January to March', sum(member_cost) / sum(allowed) from medical where month(day) <= 3
union all select 'member share in October to December', sum(member_cost) / sum(allowed) from medical where month(day) >= 10
union all select 'deductible in January to April over a third of the year', 3 * sum(deductible) filter (where month(day) <= 4)
  / sum(deductible) from medical
union all select 'out of network share', sum(allowed) filter (where network_tier = 'out') / sum(allowed) from medical
union all select 'persons with ' || case class when 3 then '3 or more' else class::VARCHAR end || ' conditions', share from burdened
union all select 'cost ratio with ' || case class when 3 then '3 or more' else class::VARCHAR end || ' conditions', ratio
  from burdened where class > 0
union all select 'claimants over 100,000 per 1,000 members', 12000 * count(*) / max(mm.n) from cost_year, mm where allowed > 100000
union all select 'claimants over 1,000,000', count(*) from cost_year where allowed > 1000000
union all select 'paid without enrollment', sum(paid) filter (where mm.person_id is null) / sum(paid)
  from (select person_id, day, paid from medical union all select person_id, day, paid from pharmacy) c
  left join member_month mm on mm.person_id = c.person_id and mm.month = date_trunc('month', c.day)
union all select 'completion after ' || age || ' months', share from completion where age <= 8
union all select 'pharmacy paid in the month', sum(paid) filter (where date_trunc('month', day) = date_trunc('month', paid_date))
  / sum(paid) from pharmacy
union all select 'PMPM at ' || band, sum(coalesce(c.allowed, 0)) / sum(n)
  from (
    select p.person_id, year(month) as year, case when a < 1 then '0' when a < 18 then '1-17' when a < 35 then '18-34' when a < 45
      then '35-44' when a < 55 then '45-54' when a < 65 then '55-64' else '65 and over' end as band, count(*) as n
    from member_month m join person p using (person_id), lateral (select date_sub('year', birth_date, make_date(year(month), 7,
      1)) as a) t group by all
  ) x left join cost_year c on c.person_id = x.person_id and c.year = x.year group by band;
