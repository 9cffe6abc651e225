/*
key: fund_month
why: The fund at each month's end, and its months of reserve.
*/
select strftime(day, '%Y-%m') as month, money(contributions) as contributions, money(waived) as premium_holiday, money(cost) as cost,
  money(interest) as interest, money(balance) as balance, money(average_cost) as average_monthly_cost,
  round(balance / average_cost, 2)::DECIMAL(6, 2)::VARCHAR as months_of_reserve
from fund_month order by n
