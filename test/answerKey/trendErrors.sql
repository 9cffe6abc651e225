/*
The standard error of each trend, as the jackknife gives it: persons fall into twenty groups, the trend is worked out anew
without each, and the spread of the twenty tells how far chance moves it. A trend here is a part's growth factor. Runs
after trendLines.sql.
*/
with person_group as (
  select person, (md5_number_lower(person) % 20)::INTEGER as left_out from (select person from trend_line union select person from member_month)
), months as (
  select left_out, year(month) as year, count(*) as member_months from member_month join person_group using (person) group by all
), part as (
  select left_out, year, category, code, sum(services) as services, sum(allowed) as allowed
  from trend_line join person_group using (person) group by all
), code_year as (
  select g.left_out, y.year, y.category, y.code, y.services - coalesce(p.services, 0) as services, y.allowed - coalesce(p.allowed, 0) as allowed
  from (select year, category, code, sum(services) as services, sum(allowed) as allowed from part group by all) y
  cross join range(20) g(left_out)
  left join part p on p.left_out = g.left_out and p.year = y.year and p.category = y.category and p.code = y.code
), months_without as (
  select g.left_out, year, sum(member_months) filter (where m.left_out <> g.left_out) as member_months
  from months m cross join range(20) g(left_out) group by all
), price as (
  select y.left_out, y.year, y.category, sum(y.allowed * p.services / y.services) / sum(p.allowed) as price
  from code_year y join code_year p on p.left_out = y.left_out and p.year = y.year - 1 and p.category = y.category and p.code = y.code
  where y.services > 0 and p.services > 0
  group by all
), total as (
  select left_out, year, category, sum(services) / max(member_months) as use, sum(allowed) / max(member_months) as pmpm
  from code_year join months_without using (left_out, year) group by all
), growth as (
  select y.left_out, y.year, y.category, price, y.use / p.use as use, (y.pmpm / p.pmpm) / (price * (y.use / p.use)) as mix
  from total y
  join total p on p.left_out = y.left_out and p.year = y.year - 1 and p.category = y.category
  join price on price.left_out = y.left_out and price.year = y.year and price.category = y.category
)
select category, year, sqrt(19 * var_pop(price)) as price_error, sqrt(19 * var_pop(use)) as use_error, sqrt(19 * var_pop(mix)) as mix_error
from growth group by all order by all
