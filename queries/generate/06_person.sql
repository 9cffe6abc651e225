/*
table: person
why: A member with the conditions of the plan's middle year and the lasting factor that drive their use of care.
*/
select m.*, coalesce(c.mask, 0) as mask, coalesce(c.conditions, 0) as conditions, c.codes, c.numbers,
  lognormal(m.k, 'use', rate('use_spread')) as use_factor
from member m
left join (
  select person_no, sum(bit)::BIGINT as mask, count(*) as conditions, list(code order by condition_no) as codes,
    list(condition_no order by condition_no) as numbers
  from person_condition where from_y <= (getvariable('years') - 1) // 2 group by person_no
) c using (person_no)
