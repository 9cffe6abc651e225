/*
measures: cost share
why: What members pay, when in the year they pay it, and that the emergency copay is the design's.
*/
with medical_paid as (
  from medical_version where claim_status = 'paid'
), emergency as (
  select year(day) as year, max(copay) as copay from medical
  where revenue = '0450' and bill = '131' and plan = 'PPO' group by all
)
select 'member share, medical' as measure, sum(member_cost) / sum(allowed - cob) as value from medical_paid where plan <> 'Medicare Supplement'
union all select 'member share, pharmacy', sum(member_cost) / sum(allowed) from pharmacy_version where claim_status = 'paid'
union all select 'member share in January to March over October to December',
  sum(member_cost) filter (where month(day) <= 3) / sum(allowed) filter (where month(day) <= 3)
  / (sum(member_cost) filter (where month(day) >= 10) / sum(allowed) filter (where month(day) >= 10)) from medical_paid
union all select 'deductible in January to April over a third of the year',
  3 * sum(deductible) filter (where month(day) <= 4) / sum(deductible) from medical_paid
union all select 'coordinated share of allowed', sum(cob) / sum(allowed) from medical_paid
union all select 'emergency copay, first year', copay from emergency, service_years where year = first_year
union all select 'emergency copay, last year', copay from emergency, service_years where year = last_year;
