/*
measures: population
why: Who is covered, on the first of July of the first year.
*/
with covered as (
  select * from eligibility, service_years
  where make_date(first_year, 7, 1) between enrollment_start_date and coalesce(enrollment_end_date, last_day)
), census as (
  select count(*) as members, count(distinct subscriber_id) as contracts,
    sum(datediff('day', birth_date, make_date(first_year, 7, 1))) / 365.25 as years_of_age,
    count(*) filter (where gender = 'female') as women,
    count(*) filter (where subscriber_relation = 'self') as holders,
    count(*) filter (where subscriber_relation = 'spouse') as spouses,
    count(*) filter (where plan = 'HDHP') as high_deductible,
    count(*) filter (where plan = 'HMO') as hmo
  from covered
)
select 'members per contract' as measure, members / contracts as value from census
union all select 'mean age', years_of_age / members from census
union all select 'female share', women / members from census
union all select 'subscriber share', holders / members from census
union all select 'spouse share', spouses / members from census
union all select 'HDHP share of members', high_deductible / members from census
union all select 'HMO share of members', hmo / members from census;
