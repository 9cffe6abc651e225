/*
finish file: premium_rate_{year}.csv
why: A plan year's monthly rates, set before the year, by plan, status and tier.
*/
select plan_year::VARCHAR as year, plan_year, plan, member_status, coverage_tier, make_date(plan_year, 1, 1) as effective_from,
  make_date(plan_year, 12, 31) as effective_to, money(member_rate) as member_amount, money(rate - member_rate) as employer_amount,
  money(rate) as rate_amount
from premium_rate
order by plan_year, plan, member_status, tier_no
