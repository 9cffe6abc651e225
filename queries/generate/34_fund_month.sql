/*
finish: fund_month
why: >
  The fund month by month, in cents, with interest on what it held when the month began, and the average cost of the last
  twelve months, or of as many as there are.
*/
with recursive month as (
  select n, month_end(add_months(plan_start(), n - 1)) as day, month_start(add_months(plan_start(), n - 1)) = holiday as is_holiday,
    if(month_start(add_months(plan_start(), n - 1)) = holiday, transfer, 0) as transfer
  from range(1, 12 * getvariable('years')::BIGINT + 1) t(n) cross join fund_plan
), flow as (
  select n, month.day, transfer, coalesce(sum(amount) filter (where kind like '%contribution'), 0)::BIGINT as contributions,
    coalesce(sum(amount) filter (where is_holiday and kind in ('employee contribution', 'employer contribution')), 0)::BIGINT as waived,
    -coalesce(sum(amount) filter (where kind not like '%contribution'), 0)::BIGINT as cost
  from month left join fund_entry e on month_end(e.day) = month.day
  group by all
), running as (
  select 0::BIGINT as n, opening as balance, 0::BIGINT as interest from fund_plan
  union all
  select f.n, r.balance + i + contributions - waived - transfer - cost, i
  from running r join flow f on f.n = r.n + 1,
    lateral (select round(r.balance * fund_rate('interest') / 12)::BIGINT as i)
)
select n, day, contributions, waived, transfer, cost, interest, balance,
  round(avg(cost) over (order by n rows between 11 preceding and current row))::BIGINT as average_cost
from flow join running using (n)
