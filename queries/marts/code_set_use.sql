/*
table: marts.code_set_use
needs: [marts.code_set, marts.diagnosis, marts.drg, marts.drug, marts.emergency_weight, marts.encounter, marts.fill_line, marts.procedure, marts.provider, marts.service_line, reference.diagnosis_name]
grain: one row per kind of code set that the plan dropped in
why: how much of the claims it covers; codes, and the lines and dollars whose code it does not have
*/
with used as (
  select 'diagnosis' as code_system, cast(diagnosis_code as varchar) as code, count(*) as lines, sum(paid) as paid
  from marts.service_line
  where diagnosis_code is not null
  group by diagnosis_code
  union all
  select 'procedure', cast(procedure_code as varchar), count(*), sum(paid)
  from marts.service_line
  where procedure_code is not null
  group by procedure_code
  union all
  select 'provider', cast(provider as varchar), count(*), sum(paid)
  from marts.service_line
  where provider is not null
  group by provider
  union all
  select 'drug', cast(ndc as varchar), count(*), sum(paid)
  from marts.fill_line
  where ndc is not null
  group by ndc
  union all
  select 'drg', cast(drg_code as varchar), count(*), sum(paid)
  from marts.encounter
  where drg_code is not null
  group by drg_code
  union all
  select 'emergency', cast(diagnosis_code as varchar), count(*), sum(paid)
  from marts.encounter
  where
    kind = 'emergency visit'
    and not coalesce(ended_in_admission, false)
    and diagnosis_code is not null
  group by diagnosis_code
),

mapped as (
  select 'diagnosis-categories' as kind, 'diagnosis' as code_system, diagnosis_code as code from marts.diagnosis where is_mapped
  union all
  select 'diagnosis-names', 'diagnosis', code from reference.diagnosis_name
  union all
  select 'procedure-categories', 'procedure', code from marts.procedure where category is not null
  union all
  select 'procedure-names', 'procedure', code from marts.procedure where name is not null
  union all
  select 'provider-names', 'provider', provider from marts.provider
  union all
  select 'drug-classes', 'drug', ndc from marts.drug
  union all
  select 'drg-titles', 'drg', drg_code from marts.drg
  union all
  select distinct 'emergency-weights', 'emergency', diagnosis_code from marts.emergency_weight
),

asked as (
  select
    code_set.kind,
    case code_set.kind
      when 'diagnosis-categories' then 'diagnosis'
      when 'diagnosis-names' then 'diagnosis'
      when 'procedure-categories' then 'procedure'
      when 'procedure-names' then 'procedure'
      when 'provider-names' then 'provider'
      when 'drug-classes' then 'drug'
      when 'drg-titles' then 'drg'
      when 'emergency-weights' then 'emergency'
    end as code_system
  from marts.code_set
)

select
  asked.kind,
  count(used.code) as codes,
  count(used.code) filter (where mapped.code is null) as unmapped_codes,
  cast(coalesce(sum(used.lines), 0) as bigint) as lines,
  cast(coalesce(sum(used.lines) filter (where mapped.code is null), 0) as bigint) as unmapped_lines,
  cast(coalesce(sum(used.paid) filter (where mapped.code is null), 0) as decimal(18, 2)) as unmapped_paid
from asked
left join used
  on used.code_system = asked.code_system
left join mapped
  on mapped.kind = asked.kind
  and mapped.code = used.code
group by asked.kind
order by asked.kind
