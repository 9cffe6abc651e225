/*
The lines of a visit level and the next, by year, and of the lower level's lines the share that has moved since the first
year, with its standard error (two binomial shares by the delta method). Runs after trendLines.sql.
*/
with level as (
  select from_code, to_code, t.year,
    sum(services) filter (where split_part(code, '/', -1) = from_code) as from_lines,
    sum(services) filter (where split_part(code, '/', -1) = to_code) as to_lines
  from trend_line t join (values ('99213', '99214'), ('99283', '99284')) v(from_code, to_code) on split_part(code, '/', -1) in (from_code, to_code)
  where category in ('outpatient', 'professional')
  group by all
), share as (
  select *, from_lines / (from_lines + to_lines) as lower_share, min_by(from_lines / (from_lines + to_lines), year) over levels as lower_share_first,
    min_by(from_lines + to_lines, year) over levels as lines_first
  from level window levels as (partition by from_code)
)
select from_code, to_code, year, from_lines::BIGINT as from_lines, to_lines::BIGINT as to_lines,
  1 - lower_share / lower_share_first as moved,
  lower_share / lower_share_first * sqrt((1 - lower_share) / (lower_share * (from_lines + to_lines))
    + (1 - lower_share_first) / (lower_share_first * lines_first)) as standard_error
from share
order by from_code, year
