/*
table: marts.preventive_care
needs: [marts.preventive_rule, marts.service_line, reference.preventive_code]
grain: one row per person, rule and month in which care that the rule counts was given
why: who had which screening or check-up when; claims count in their final version
*/
with rule_code as (
  select
    code.code_system,
    code.code_from,
    code.code_to,
    rule.rule_number
  from reference.preventive_code as code
  join marts.preventive_rule as rule
    on rule.measure = code.measure
    and rule.look_back_months = cast(code.look_back_months as smallint)
    and rule.age_from = cast(code.age_from as smallint)
),

procedure_code as (
  select
    line.procedure_code,
    code.rule_number
  from (select distinct procedure_code from marts.service_line where procedure_code is not null) as line
  join rule_code as code
    on code.code_system = 'procedure'
    and cast(line.procedure_code as varchar) between code.code_from and code.code_to
    and length(cast(line.procedure_code as varchar)) = 5
),

-- At an emergency department or in a laboratory such a diagnosis is no check-up.
diagnosis_code as (
  select
    line.diagnosis_code,
    code.rule_number
  from (select distinct diagnosis_code from marts.service_line where diagnosis_code is not null) as line
  join rule_code as code
    on code.code_system = 'diagnosis'
    and cast(line.diagnosis_code as varchar) between code.code_from and code.code_to
),

given as (
  select
    line.person_key,
    code.rule_number,
    line.incurred_month,
    line.service_date
  from marts.service_line as line
  join procedure_code as code
    on code.procedure_code = line.procedure_code
  where line.is_final
  union all
  select
    line.person_key,
    code.rule_number,
    line.incurred_month,
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
  rule_number,
  incurred_month as month,
  max(service_date) as last_date
from given
where incurred_month is not null
group by all
