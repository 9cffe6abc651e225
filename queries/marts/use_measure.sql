/*
table: marts.use_measure
needs: [reference.use_measure]
grain: one row per measure of utilization
why: the label, the definition and the order of reading of each measure in marts.use_month
*/
select
  measure,
  label,
  definition,
  cast(measure_order as smallint) as measure_order
from reference.use_measure
order by cast(measure_order as smallint)
