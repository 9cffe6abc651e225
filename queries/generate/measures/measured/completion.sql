/*
measures: completion
why: >
  How much of a service month is paid at each month end after it, in dollars over every version, by class; how much that
  differs from month to month; and how much less of a December is in by the end of January. Months that have had a
  year's run-out and more.
*/
with line as (
  select class, day, paid_date, paid from medical_version where claim_status = 'paid'
  union all
  select 'medical', day, paid_date, paid from medical_version where claim_status = 'paid'
  union all
  select 'pharmacy', day, paid_date, paid from pharmacy_version where claim_status = 'paid'
), aged as (
  select class, date_trunc('month', day)::DATE as month, datediff('month', day, paid_date) as age, sum(paid) as paid
  from line, service_years where day < make_date(last_year, 1, 1) group by all
), complete as (
  select class, age, sum(sum(paid)) over (partition by class order by age) / sum(sum(paid)) over (partition by class) as share
  from aged group by class, age
), monthly as (
  select class, month, sum(paid) filter (where age <= 1) / sum(paid) as one, sum(paid) filter (where age <= 2) / sum(paid) as two
  from aged group by class, month
), year_end as (
  select class, avg(one) filter (where month(month) = 12) - avg(one) filter (where month(month) <> 12) as difference
  from monthly group by class
)
select 'completion after ' || age || ' months' as measure, share as value from complete where class = 'medical' and age <= 8
union all select class || ' completion after ' || age || ' months', share from complete
  where class in ('inpatient', 'outpatient', 'professional') and age in (0, 1, 2, 3, 6)
union all select 'pharmacy paid in the month', share from complete where class = 'pharmacy' and age = 0
union all select 'pharmacy paid by the next month', share from complete where class = 'pharmacy' and age = 1
union all select class || ' completion after 1 months, spread over months', stddev_samp(one) from monthly
  where class in ('medical', 'professional') group by class
union all select class || ' completion after 2 months, spread over months', stddev_samp(two) from monthly
  where class in ('medical', 'professional') group by class
union all select 'professional completion after 1 months, December less the other months', difference from year_end where class = 'professional';
