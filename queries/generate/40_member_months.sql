/*
total: member_months
why: Covered person-months by year, any day counting.
*/
select year(month) as year, count(*) as member_months
from (
  select distinct person_no, unnest(generate_series(month_start(from_date)::TIMESTAMP, least(to_date, service_end())::TIMESTAMP,
    interval 1 month))::DATE as month
  from span where from_date <= service_end()
)
group by 1
