/*
measures: conditions
why: How many chronic conditions people have, as their diagnoses tell, and what each further one costs.
*/
with coded as (
  select condition, unnest(string_split(codes, '|')) as code from csv.conditions
), chronic as (
  select person, count(distinct condition) as conditions from medical join coded on code in (dx, dx_2) group by person
), cost as (
  select person, sum(allowed) as allowed
  from (
    select person, allowed from medical_version where claim_status = 'paid'
    union all select person, allowed from pharmacy_version where claim_status = 'paid'
  ) group by person
), months as (
  select person, count(*) as months from member_month group by person
), burden as (
  select least(3, coalesce(conditions, 0)) as class, sum(months) as months, sum(coalesce(allowed, 0)) / sum(months) as pmpm
  from months left join chronic using (person) left join cost using (person) group by 1
), related as (
  select class, case class when 3 then '3 or more' else class::VARCHAR end || ' conditions' as name,
    months / sum(months) over () as share, pmpm / max(pmpm) filter (where class = 0) over () as ratio
  from burden
)
select 'persons with ' || name as measure, share as value from related
union all select 'cost ratio with ' || name, ratio from related where class > 0;
