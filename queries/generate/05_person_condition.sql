/*
table: person_condition
why: >
  The chronic conditions of each person and the plan year in which each is first there, by age and sex, clustered by a
  person's own factor: as people grow older more of them cross the prevalence of their age. The planted member has cancer
  and two more.
*/
with person as (
  select person_no, k, sex, is_planted, birth_date,
    exp(rate('condition_spread') * normal(k, 'burden') - rate('condition_spread') * rate('condition_spread') / 2) as burden
  from member
), aged as (
  select p.*, y, age_band(greatest(0, years_old(birth_date, make_date((getvariable('first_year') + y)::INTEGER, 7, 1)))) as band
  from person p cross join range(0, getvariable('years')::BIGINT) t(y)
)
select p.person_no, c.condition_no, c.bit, c.codes[1 + die(child_key(p.k, 300 + c.condition_no), 'code', len(c.codes))] as code,
  min(y) as from_y
from aged p cross join condition c
where is_planted and c.condition in ('cancer', 'hypertension', 'hyperlipidemia')
  or c.prevalence[p.band + 1] > 0
  and draw_by(child_key(p.k, 300 + c.condition_no), 950706376) < least(0.9, c.prevalence[p.band + 1] / 1000 * p.burden
    * case when p.sex = 'female' then c.female else 2 - c.female end)
group by all
