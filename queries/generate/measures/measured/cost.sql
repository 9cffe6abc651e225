/*
measures: cost
why: >
  What care costs, in dollars allowed over every version: the level, the split, the trend, large claimants, the network
  and age. Trends compare service years as they stood three months after their end.
*/
with line as (
  select person, class as category, day, paid_date, allowed, paid, network_tier from medical_version where claim_status = 'paid'
  union all
  select person, 'pharmacy', day, paid_date, allowed, paid, 'in' from pharmacy_version where claim_status = 'paid'
), person_year as (
  select person, year(day) as year, sum(allowed) as allowed from line group by all
), spent as (
  select year(day) as year, sum(allowed) as allowed,
    sum(allowed) filter (where category = 'inpatient') as inpatient, sum(allowed) filter (where category = 'outpatient') as outpatient,
    sum(allowed) filter (where category = 'professional') as professional, sum(allowed) filter (where category = 'pharmacy') as pharmacy,
    sum(allowed) filter (where category <> 'pharmacy' and paid_date <= make_date(year(day) + 1, 3, 31)) as medical_then
  from line group by all
), yearly as (
  select *, (select sum(least(100000, p.allowed)) from person_year p where p.year = s.year) as pooled
  from spent s join member_year using (year)
), ends as (
  select first.member_months as months_first, last.member_months as months_last, greatest(1, last.year - first.year) as years, first, last
  from yearly first, yearly last, service_years where first.year = first_year and last.year = last_year
), aged as (
  select person, year(month) as year, count(*) as months,
    date_sub('year', max(birth_date), make_date(year(month), 7, 1)) as age
  from member_month join person using (person) group by person, year(month)
), by_age as (
  select case when age < 1 then '0' when age < 18 then '1-17' when age < 35 then '18-34' when age < 45 then '35-44'
      when age < 55 then '45-54' when age < 65 then '55-64' else '65 and over' end as band,
    sum(coalesce(allowed, 0)) / sum(months) as pmpm
  from aged left join person_year using (person, year) group by 1
)
select 'allowed PMPM, first year' as measure, first.allowed / months_first as value from ends
union all select 'medical share of allowed', 1 - sum(pharmacy) / sum(allowed) from yearly
union all select 'inpatient share', sum(inpatient) / sum(allowed) from yearly
union all select 'outpatient share', sum(outpatient) / sum(allowed) from yearly
union all select 'professional share', sum(professional) / sum(allowed) from yearly
union all select 'pharmacy share', sum(pharmacy) / sum(allowed) from yearly
union all select 'medical trend', pow(last.medical_then / months_last / (first.medical_then / months_first), 1 / years) - 1 from ends
union all select 'pharmacy trend', pow(last.pharmacy / months_last / (first.pharmacy / months_first), 1 / years) - 1 from ends
union all select 'trend below 100,000', pow(last.pooled / months_last / (first.pooled / months_first), 1 / years) - 1 from ends
union all select 'out of network share', sum(allowed) filter (where network_tier = 'out') / sum(allowed) from line where category <> 'pharmacy'
union all select 'claimants over 100,000 per 1,000 members', 12000 * count(*) / (select sum(member_months) from member_year)
  from person_year where allowed > 100000
union all select 'claimants over 1,000,000', count(*) from person_year where allowed > 1000000
union all select 'share of dollars above 50,000 a person', sum(greatest(0, allowed - 50000)) / sum(allowed) from person_year
union all select 'PMPM at ' || band, pmpm from by_age
union all select 'PMPM at 0-17', sum(coalesce(allowed, 0)) / sum(months) from aged left join person_year using (person, year) where age < 18
union all select 'ages of which the younger cost more', count(*) from (
  from by_age select pmpm, lag(pmpm) over (order by band) as younger where band not in ('0', '65 and over')) where younger > pmpm;
