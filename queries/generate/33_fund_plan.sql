/*
finish: fund_plan
why: >
  What lets the fund fall below its target in one month, three quarters into the series, and stand above it in every
  month before: the opening balance, a premium holiday in that month, and, where that is not enough, a transfer to the
  state. In cents.
*/
with month as (
  select n, month_end(add_months(plan_start(), n - 1)) as day from range(1, 12 * getvariable('years')::BIGINT + 1) t(n)
), flow as (
  select n, coalesce(sum(amount), 0) as flow,
    -coalesce(sum(amount) filter (where kind not like '%contribution'), 0) as cost,
    coalesce(sum(amount) filter (where kind in ('employee contribution', 'employer contribution')), 0) as active
  from month left join fund_entry e on month_end(e.day) = month.day
  group by n
), valued as (
  select *, pow(1 + fund_rate('interest') / 12, n) as growth,
    avg(cost) over (order by n rows between 11 preceding and current row) as average_cost,
    flow - if(n = 9 * getvariable('years'), active, 0) as kept
  from flow
), needed as (
  /* the opening balance with which the fund would just stand at its target in a month */
  select n, growth, average_cost,
    fund_rate('reserve_months') * average_cost / growth - sum(kept / growth) over (order by n) as opening
  from valued
), bound as (
  select t.growth, t.average_cost, t.opening as falls_below, t.average_cost * fund_rate('reserve_margin') as margin,
    (select max(opening) from needed where n < 9 * getvariable('years')) as stays_above
  from needed t where t.n = 9 * getvariable('years')
), opened as (
  select *, 100000 * round(case
      when falls_below > stays_above + 2 * margin then (falls_below + stays_above) / 2
      else stays_above + margin end / 100000) as opening
  from bound
)
select add_months(plan_start(), 9 * getvariable('years') - 1) as holiday, opening::BIGINT as opening,
  greatest(0, 1000000 * ceil(((opening - falls_below) * growth + margin) / 1000000))::BIGINT
    * (opening > falls_below)::BIGINT as transfer
from opened
