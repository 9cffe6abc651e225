/*
table: person_year
why: A covered person in a calendar year, with all that sets how much care the person uses.
*/
with year_span as (
  select s.*, y, row_number() over (partition by person_no, y order by from_date desc) as n
  from span s
  cross join lateral (select y from range(0, getvariable('years')::BIGINT) t(y)) r
  where year(s.from_date) - getvariable('first_year') <= y and year(least(s.paid_to, service_end())) - getvariable('first_year') >= y
), condition_year as (
  select person_no, y, sum(bit)::BIGINT as mask, count(*) as conditions, list(code order by condition_no) as codes,
    list(condition_no order by condition_no) as numbers
  from person_condition join range(0, getvariable('years')::BIGINT) t(y) on from_y <= y
  group by person_no, y
)
select s.person_no, p.contract_no, y, (getvariable('first_year') + y)::INTEGER as year, child_key(p.k, 500 + y) as k, p.k as person_k,
  p.sex, p.birth_date, p.is_planted,
  greatest(0, years_old(p.birth_date, make_date((getvariable('first_year') + y)::INTEGER, 7, 1))) as age,
  age_band(greatest(0, years_old(p.birth_date, make_date((getvariable('first_year') + y)::INTEGER, 7, 1)))) as band,
  coalesce(c.mask, 0) as mask, coalesce(c.conditions, 0) as conditions, least(3, coalesce(c.conditions, 0)) as condition_class, c.codes,
  c.numbers,
  p.use_factor * lognormal(child_key(p.k, 500 + y), 'year', rate('year_spread'))
    * r.use_factor * u.use_factor
    /* healthy adults who stay away from care, and the others who make up the mean */
    * case when c.mask is not null or s.relationship = 'child' then 1
      when draw(child_key(p.k, 500 + y), 'stays away') < rate('avoids_care_share') then rate('avoids_care_use')
      else (1 - rate('avoids_care_share') * rate('avoids_care_use')) / (1 - rate('avoids_care_share')) end
    * case s.status when 'COBRA' then rate('cobra_use') when 'Disabled' then rate('disabled_use') else 1 end as use_factor,
  r.emergency_factor * u.emergency_factor as emergency_factor,
  case when s.plan = 'HDHP' then rate('hdhp_use') else 1 end as discretion,
  case when exists (from plan_design d where d.plan = s.plan and d.raises_emergency and y + 1 >= d.from_year)
    then rate('emergency_copay_effect') else 1 end as emergency_discretion
from year_span s
join person p using (person_no)
left join condition_year c using (person_no, y)
join employee e on e.contract_no = p.contract_no
join region r using (region_no)
join bargaining_unit u using (unit_no)
where n = 1
