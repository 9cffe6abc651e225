/*
table: marts.code_set
needs: [reference.dropped_in]
grain: one row per kind of code set that the plan dropped in
why: whether what is not mapped is so because there is no file
*/
select
  kind,
  rows
from reference.dropped_in
order by kind
