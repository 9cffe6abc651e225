/*
table: work.diagnosis_code
needs: [marts.diagnosis_line]
grain: one row per diagnosis code on a paid line, in whatever place
why: what a code means is found once for each code and not on every line
*/
with place as (
  select diagnosis_code_1 as code from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_2 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_3 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_4 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_5 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_6 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_7 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_8 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_9 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_10 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_11 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_12 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_13 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_14 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_15 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_16 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_17 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_18 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_19 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_20 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_21 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_22 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_23 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_24 from marts.diagnosis_line where is_paid group by all
  union all
  select diagnosis_code_25 from marts.diagnosis_line where is_paid group by all
)

select code
from place
where code is not null
group by code
order by code
