/*
key: emergency_copay
why: The change of the emergency copay, by plan.
*/
select plan, make_date((getvariable('first_year') + from_year - 1)::INTEGER, 1, 1) as first_day, money(old) as old, money(new) as new
from (
  select plan, from_year, copay_emergency as new, lag(copay_emergency) over (partition by plan order by from_year) as old, raises_emergency, design_no
  from plan_design
)
where raises_emergency and from_year <= getvariable('years')
order by design_no
