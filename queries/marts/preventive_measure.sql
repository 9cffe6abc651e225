/*
table: marts.preventive_measure
needs: [reference.preventive_measure]
grain: one row per kind of preventive care that Planlens looks for
why: for whom it is meant, by age, sex and condition
*/
select
  cast(measure_order as smallint) as measure_order,
  measure,
  label,
  definition,
  sex,
  cast(age_from as smallint) as age_from,
  cast(age_to as smallint) as age_to,
  condition
from reference.preventive_measure
order by 1
