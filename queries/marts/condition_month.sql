/*
table: work.condition_month
needs: [core.service_category, marts.condition, marts.diagnosis_line, reference.chronic_condition_code, work.diagnosis_code]
grain: one row per person, condition and month with a diagnosis of it
why: what shows a condition; a test, a transport or a device says only what was looked for
*/
with line as not materialized (
  select
    diagnosis_line.*,
    setting = 'inpatient facility' as is_inpatient
  from marts.diagnosis_line
  where
    is_final
    and service_rank not in (
      select service_rank
      from core.service_category
      where category in ('Laboratory', 'Imaging', 'Ambulance and transport', 'Medical equipment and supplies')
    )
),

named as (
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_1 as code from line where diagnosis_code_1 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_2 from line where diagnosis_code_2 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_3 from line where diagnosis_code_3 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_4 from line where diagnosis_code_4 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_5 from line where diagnosis_code_5 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_6 from line where diagnosis_code_6 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_7 from line where diagnosis_code_7 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_8 from line where diagnosis_code_8 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_9 from line where diagnosis_code_9 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_10 from line where diagnosis_code_10 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_11 from line where diagnosis_code_11 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_12 from line where diagnosis_code_12 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_13 from line where diagnosis_code_13 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_14 from line where diagnosis_code_14 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_15 from line where diagnosis_code_15 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_16 from line where diagnosis_code_16 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_17 from line where diagnosis_code_17 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_18 from line where diagnosis_code_18 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_19 from line where diagnosis_code_19 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_20 from line where diagnosis_code_20 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_21 from line where diagnosis_code_21 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_22 from line where diagnosis_code_22 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_23 from line where diagnosis_code_23 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_24 from line where diagnosis_code_24 is not null
  union all
  select person_key, service_date, incurred_month, is_inpatient, diagnosis_code_25 from line where diagnosis_code_25 is not null
),

condition_code as (
  select distinct
    diagnosis_code.code,
    condition.condition_order
  from work.diagnosis_code
  join reference.chronic_condition_code as range
    on diagnosis_code.code between range.code_from and range.code_to || '~'
  join marts.condition using (condition)
)

select
  named.person_key,
  condition_code.condition_order,
  named.incurred_month as month,
  min(named.service_date) as first_day,
  max(named.service_date) as last_day,
  bool_or(named.is_inpatient) as is_inpatient
from named
join condition_code using (code)
where named.incurred_month is not null
group by all
