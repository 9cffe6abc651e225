/*
measures: fund
why: What the fund takes in and pays out, as paid, the reserve that it holds in months of cost, and the rates.
*/
with entry as (
  select transaction_date::DATE as day, transaction_type as kind, amount::DECIMAL(18, 2) as amount, balance::DECIMAL(18, 2) as balance,
    transaction_id
  from read_csv(getvariable('folder') || '/fund_transaction_????-??.csv', all_varchar = true, header = true)
), monthly as (
  select last_day(day) as month,
    sum(amount) filter (where kind like '%contribution') as contributions,
    -sum(amount) filter (where kind in ('claims funding', 'claims of earlier years', 'rebate', 'stop-loss recovery')
      or kind like '%fee' or kind = 'stop-loss premium') as cost,
    -sum(amount) filter (where kind like '%fee' or kind = 'stop-loss premium') as administration,
    arg_max(balance, transaction_id) as balance
  from entry where kind <> 'opening balance' group by 1
), held as (
  select *, balance / avg(cost) over (order by month rows between 11 preceding and current row) as months_held,
    row_number() over (order by month) as n
  from monthly
), rate as (
  select plan_year::INTEGER as plan_year, plan, coverage_tier, member_status, rate_amount::DECIMAL(18, 2) as rate,
    member_amount::DECIMAL(18, 2) as member_rate
  from read_csv(getvariable('folder') || '/premium_rate_????.csv', all_varchar = true, header = true)
), single as (
  select rate.* from rate, service_years
  where plan_year = first_year and member_status = 'Active' and plan = 'PPO'
)
select 'loss ratio' as measure, (sum(cost) / sum(contributions))::DOUBLE as value from monthly
union all select 'administration share of cost', (sum(administration) / sum(cost))::DOUBLE from monthly
union all select 'months of reserve, highest after a year', max(months_held) from held where n >= 12
union all select 'months of reserve, lowest after a year', min(months_held) from held where n >= 12
union all select 'PPO rate of an employee, first year', max(rate) filter (where coverage_tier = 'Employee') from single
union all select 'PPO rate of a family over an employee''s', max(rate) filter (where coverage_tier = 'Family')
  / max(rate) filter (where coverage_tier = 'Employee') from single
union all select 'employee''s share of the single PPO rate', max(member_rate / rate) filter (where coverage_tier = 'Employee') from single
union all select 'employee''s share of the family PPO rate', max(member_rate / rate) filter (where coverage_tier = 'Family') from single
