/*
The first month whose reserve is below two months of cost. Runs after fundMonths.sql, as the table fund_month.
*/
select min(month) as falls_below from fund_month where months_of_reserve < 2
