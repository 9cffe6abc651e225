/*
Fills, days and dollars by year of the fill, reversals taken off, of the drugs that grow: brand drugs of the labeler
whose days a member month grow most from the first year to the last, among those of one in a hundred pharmacy dollars.
*/
with labeler_year as (
  select left(ndc, 5) as labeler, year(day) as year, sum(days) as days, sum(allowed) as allowed
  from pharmacy_version where claim_status = 'paid' and brand_generic = 'brand' and specialty = 'no' group by all
), grown as (
  select f.labeler
  from labeler_year f
  join labeler_year l on l.labeler = f.labeler
  join service_years on f.year = first_year and l.year = last_year
  where l.allowed > 0.01 * (select sum(allowed) from pharmacy_version where year(day) = last_year)
  order by l.days / f.days desc limit 1
)
select ndc as ndc_code, year(day) as year, sum(sign)::BIGINT as fills, sum(days)::BIGINT as days, sum(allowed) as allowed, sum(paid) as paid
from pharmacy_version
where claim_status = 'paid' and left(ndc, 5) in (from grown)
group by all
order by ndc_code, year
