/*
key: visit_level
why: >
  The shift to dearer visit levels: of the visits that would have had the lower code, the share planted to have the higher
  one by each year, and the lines of both codes as the extracts have them.
*/
select from_code, to_code, year::INTEGER as year, round(share_per_year * (year - getvariable('first_year')), 4)::DECIMAL(6, 4) as planted_share,
  sum(services) filter (where split_part(code, '/', -1) = from_code)::BIGINT as from_lines,
  sum(services) filter (where split_part(code, '/', -1) = to_code)::BIGINT as to_lines
from plan.trend_use join mix_shift on split_part(code, '/', -1) in (from_code, to_code)
where category not in ('generic', 'brand', 'specialty')
group by from_code, to_code, year, share_per_year
order by from_code, year
