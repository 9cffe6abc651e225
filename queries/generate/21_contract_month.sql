/*
total: contract_month
why: >
  Contract-months to be paid for, by the month in which they are posted. A contract's month belongs to the span in force
  on its last covered day, as the enrollment system knows it when it is posted; what becomes known later takes the posting
  back and makes another.
*/
with holder as (
  select *, lead(from_date) over span_after as next_from, lead(start_file) over span_after as next_file
  from enrollment_known where relationship = 'self'
  window span_after as (partition by contract_no order by from_date)
), billed as (
  select plan, status, coverage_tier, m::DATE as month, greatest(m::DATE, start_file) as posted,
    least(case when next_from <= month_end(m::DATE) then next_file end, case when to_date < m::DATE then end_file end, void_file) as taken_back
  from holder,
    lateral (select unnest(generate_series(month_start(from_date)::TIMESTAMP,
      greatest(month_start(least(to_date, service_end())), least(coalesce(end_file, from_date), service_end()))::TIMESTAMP,
      interval 1 month)) as m)
)
select posted, month, plan, status, coverage_tier, sum(contracts)::BIGINT as contracts
from (
  select posted, month, plan, status, coverage_tier, 1 as contracts from billed where taken_back is null or taken_back > posted
  union all
  select taken_back, month, plan, status, coverage_tier, -1 from billed where taken_back > posted
)
group by all
