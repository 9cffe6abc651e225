/*
key: fund
one: true
why: >
  The month in which the fund falls below its target, and why. Cost is claims, fees and stop-loss premium less rebates and
  recoveries; months of reserve are the balance over the average monthly cost of the last twelve months.
*/
select strftime(m.day, '%Y-%m') as falls_below, fund_rate('reserve_months')::DECIMAL(3, 1)::VARCHAR as target_months,
  money(p.opening) as opening_balance, money(m.waived) as premium_holiday, money(m.transfer) as transfer_to_the_state,
  money(m.balance) as balance, money(m.average_cost) as average_monthly_cost,
  (select round(sum(cost) / sum(contributions), 4)::DECIMAL(6, 4)::VARCHAR from fund_month) as loss_ratio
from fund_month m cross join fund_plan p
where month_start(m.day) = p.holiday
