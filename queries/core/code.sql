/*
table: core.code
enums: [code]
needs: [loads.medical_claim, reference.code_group, reference.procedure_category, reference.procedure_category_group]
grain: one row per code system and code as the source writes it
why: each code is put into its standard form, and found in its range of data/reference/code_group.csv, once and not on every line; a procedure in no range, in the classification that the plan dropped in
*/
with source as (
  select 'bill_type' as code_system, bill_type_code as source_code from loads.medical_claim group by all
  union all
  select 'admit_type', admit_type_code from loads.medical_claim group by all
  union all
  select 'ms_drg', drg_code from loads.medical_claim group by all
  union all
  select 'revenue', revenue_center_code from loads.medical_claim group by all
  union all
  select 'place', place_of_service_code from loads.medical_claim group by all
  union all
  select 'procedure', hcpcs_code from loads.medical_claim group by all
),

standard as (
  select
    code_system,
    source_code,
    case code_system
      when 'bill_type' then case
        when length(source_code) = 4 and starts_with(source_code, '0') then upper(substr(source_code, 2))
        else upper(source_code)
      end
      when 'admit_type' then ltrim(source_code, '0')
      when 'ms_drg' then case
        when length(ltrim(source_code, '0')) > 3 then source_code
        else lpad(ltrim(source_code, '0'), 3, '0')
      end
      when 'revenue' then case when length(source_code) > 4 then source_code else lpad(source_code, 4, '0') end
      when 'place' then case when length(source_code) > 2 then source_code else lpad(source_code, 2, '0') end
      when 'procedure' then upper(source_code)
    end as code
  from source
  where source_code is not null
),

-- Letters and digits stand at the same places in a code as in its range, or 1036F would lie between 10004 and 69990.
keyed as (
  select
    code_system,
    source_code,
    code,
    case when code_system = 'bill_type' then left(code, 2) else code end as lookup,
    regexp_replace(case when code_system = 'bill_type' then left(code, 2) else code end, '[0-9]', '9', 'g') as shape
  from standard
),

-- The category that a dropped-in classification (RBCS) has for a code, in the name of our own group.
classified as (
  select
    procedure_category.code,
    min(procedure_category_group.code_group) as code_group
  from reference.procedure_category
  join reference.procedure_category_group
    on regexp_matches(lower(procedure_category.category), procedure_category_group.category)
    and regexp_matches(lower(procedure_category.subcategory), procedure_category_group.subcategory)
  group by procedure_category.code
)

select
  keyed.code_system,
  keyed.source_code,
  keyed.code,
  coalesce(code_group.code_group, classified.code_group, '(other)') as code_group
from keyed
left join reference.code_group
  on keyed.code_system = code_group.code_system
  and keyed.lookup between code_group.code_from and code_group.code_to
  and keyed.shape = regexp_replace(code_group.code_from, '[0-9]', '9', 'g')
left join classified
  on keyed.code_system = 'procedure'
  and classified.code = keyed.code
-- Ranges nest: the inner one says more.
qualify row_number() over (
  partition by keyed.code_system, keyed.source_code
  order by code_group.code_from desc nulls last, code_group.code_to
) = 1
order by
  keyed.code_system,
  keyed.source_code
