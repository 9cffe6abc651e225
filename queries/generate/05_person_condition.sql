/*
table: person_condition
why: >
  The chronic conditions of each person, by age and sex, clustered by a person's own factor. The planted member has
  cancer and two more.
*/
with person as (
  select person_no, k, sex, is_planted, middle_band(birth_date) as band,
    exp(rate('condition_spread') * normal(k, 'burden') - rate('condition_spread') * rate('condition_spread') / 2) as burden
  from member
)
select p.person_no, c.condition_no, c.bit, c.codes[1 + die(child_key(p.k, 300 + c.condition_no), 'code', len(c.codes))] as code
from person p cross join condition c
where is_planted and c.condition in ('cancer', 'hypertension', 'hyperlipidemia')
  or c.prevalence[p.band + 1] > 0
  and draw_by(child_key(p.k, 300 + c.condition_no), 950706376) < least(0.9, c.prevalence[p.band + 1] / 1000 * p.burden
    * case when p.sex = 'female' then c.female else 2 - c.female end)
