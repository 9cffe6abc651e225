/*
table: person_condition
why: The chronic conditions of each person, by age and sex, clustered by a person's own factor.
*/
with person as (
  select person_no, k, sex, age_band(years_old(birth_date, greatest(birth_date, plan_start() + (getvariable('years') * 183)::INTEGER))) as band,
    exp(rate('condition_spread') * normal(k, 'burden') - rate('condition_spread') * rate('condition_spread') / 2) as burden
  from member
)
select p.person_no, c.condition_no, c.bit, c.codes[1 + die(child_key(p.k, 300 + c.condition_no), 'code', len(c.codes))] as code
from person p cross join condition c
where c.prevalence[p.band + 1] > 0
  and draw_by(child_key(p.k, 300 + c.condition_no), 950706376) < least(0.9, c.prevalence[p.band + 1] / 1000 * p.burden
    * case when p.sex = 'female' then c.female else 2 - c.female end)
