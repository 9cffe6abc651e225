/*
The fund at each month's end. Cost is everything that is not contributions, interest, the opening balance or a transfer;
months of reserve are the balance over the average cost of the last twelve months.
*/
with entry as (
  select strftime(transaction_date::DATE, '%Y-%m') as month, transaction_type as kind, amount::DECIMAL(18, 2) as amount,
    balance::DECIMAL(18, 2) as balance, transaction_id
  from read_csv(getvariable('folder') || '/fund_transaction_????-??.csv', all_varchar = true, header = true)
), monthly as (
  select month, coalesce(sum(amount) filter (where kind like '%contribution'), 0) as contributions,
    -coalesce(sum(amount) filter (where kind = 'premium holiday'), 0) as premium_holiday,
    -coalesce(sum(amount) filter (where not (kind like '%contribution'
      or kind in ('premium holiday', 'interest', 'opening balance', 'transfer to the state'))), 0) as cost,
    coalesce(sum(amount) filter (where kind = 'interest'), 0) as interest, arg_max(balance, transaction_id) as balance,
    sum(amount) as change
  from entry group by month
), averaged as (
  select *, round(avg(100 * cost) over (order by month rows between 11 preceding and current row)) / 100 as average,
    sum(change) over (order by month) as added_up
  from monthly
)
select month, contributions, premium_holiday, cost, interest, balance, average::DECIMAL(18, 2) as average_monthly_cost,
  round(balance / average, 2)::DECIMAL(6, 2) as months_of_reserve
from averaged where balance = added_up
order by month
