/*
table: marts.preventive_rule
needs: [reference.preventive_code]
grain: one row per kind of preventive care, how long it lasts, and from which age it counts
why: a number for each, so that what was given is kept small
*/
select
  cast(row_number() over (order by measure, look_back_months, age_from) as smallint) as rule_number,
  measure,
  look_back_months,
  age_from
from (
  select distinct
    measure,
    cast(look_back_months as smallint) as look_back_months,
    cast(age_from as smallint) as age_from
  from reference.preventive_code
)
order by rule_number
