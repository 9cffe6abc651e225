/*
Each category's change of PMPM as price, use and mix. Every paid version counts as it stood on 31 March after the service
year, a reversal against its original. Price: this year's unit prices over last year's on last year's services, over the
codes of both years. Use: services per 1,000 member months. Mix: what is left. Runs after trendLines.sql.
*/
with code_year as (
  select year, category, code, sum(services)::HUGEINT as services, sum(100 * allowed)::HUGEINT as allowed from trend_line group by all
), total as (
  select year, category, sum(services) as services, sum(allowed) as allowed from code_year group by all
), price as (
  select y.year, y.category,
    sum(round(1000000::DOUBLE * y.allowed * p.services / y.services)::HUGEINT) / sum(1000000 * p.allowed) as price
  from code_year y join code_year p on p.year = y.year - 1 and p.category = y.category and p.code = y.code
  where y.services > 0 and p.services > 0
  group by all
)
select y.category, y.year,
  round(price - 1, 6)::DECIMAL(9, 6) as price,
  round(y.services / m.member_months / (p.services / b.member_months) - 1, 6)::DECIMAL(9, 6) as use,
  round(y.allowed / m.member_months / (p.allowed / b.member_months) / (price * (y.services / m.member_months / (p.services / b.member_months))) - 1,
    6)::DECIMAL(9, 6) as mix,
  round(y.allowed / m.member_months / (p.allowed / b.member_months) - 1, 6)::DECIMAL(9, 6) as pmpm
from total y
join total p on p.category = y.category and p.year = y.year - 1
join price on price.category = y.category and price.year = y.year
join member_year m on m.year = y.year
join member_year b on b.year = y.year - 1
order by array_position(['inpatient', 'outpatient', 'professional', 'infusion', 'generic', 'brand', 'specialty'], y.category), y.year
