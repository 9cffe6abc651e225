/*
table: marts.drg
needs: [reference.drg_title]
grain: one row per MS-DRG of the titles that the plan dropped in
why: a title beside a number
*/
select
  code as drg_code,
  name
from reference.drg_title
order by code
