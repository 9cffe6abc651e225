/*
finish: fund_transaction
why: The fund's book, every entry with its number and the balance after it, in cents.
*/
with entry as (
  select 0 as place, 'opening balance' as kind, null::VARCHAR as vendor, null::VARCHAR as plan, plan_start() as day, opening as amount from fund_plan
  union all
  select case when kind like '%contribution' then 2 when amount > 0 then 3 else 1 end, kind, vendor, plan, day, amount from fund_entry
  union all
  select 4, 'premium holiday', null, plan, e.day, -sum(amount)::BIGINT
  from fund_entry e join fund_month m on m.day = e.day and m.waived <> 0
  where kind in ('employee contribution', 'employer contribution') group by all
  union all
  select 5, 'transfer to the state', null, null, day, -transfer from fund_month where transfer <> 0
  union all
  select 6, 'interest', null, null, day, interest from fund_month where interest <> 0
)
select row_number() over book as transaction_no, kind, vendor, plan, day, amount, sum(amount) over book as balance
from entry
window book as (order by day, place, kind, vendor nulls first, plan nulls first)
