/*
table: marts.preventive_month
needs: [marts.service_line, reference.preventive_code]
grain: one row per person, kind of preventive care, how long it lasts, from which age, and month in which it was given
why: who had which screening or check-up when; claims count in their final version
*/
with procedure_code as (
  select
    line.procedure_code,
    code.*
  from (select distinct procedure_code from marts.service_line where procedure_code is not null) as line
  join reference.preventive_code as code
    on code.code_system = 'procedure'
    and cast(line.procedure_code as varchar) between code.code_from and code.code_to
    and length(cast(line.procedure_code as varchar)) = 5
),

diagnosis_code as (
  select
    line.diagnosis_code,
    code.*
  from (select distinct diagnosis_code from marts.service_line where diagnosis_code is not null) as line
  join reference.preventive_code as code
    on code.code_system = 'diagnosis'
    and cast(line.diagnosis_code as varchar) between code.code_from and code.code_to
),

given as (
  select
    line.person_key,
    code.measure,
    code.look_back_months,
    code.age_from,
    line.service_date
  from marts.service_line as line
  join procedure_code as code
    on code.procedure_code = line.procedure_code
  where line.is_final
  union all
  select
    line.person_key,
    code.measure,
    code.look_back_months,
    code.age_from,
    line.service_date
  from marts.service_line as line
  join diagnosis_code as code
    on code.diagnosis_code = line.diagnosis_code
  where
    line.is_final
    and line.setting = 'professional'
    and coalesce(cast(line.place_code as varchar), '') not in ('23', '81')
)

select
  person_key,
  measure,
  cast(look_back_months as smallint) as look_back_months,
  cast(age_from as smallint) as age_from,
  cast(date_trunc('month', service_date) as date) as month,
  max(service_date) as last_date
from given
where service_date is not null
group by all
order by
  measure,
  person_key,
  month,
  look_back_months,
  age_from
