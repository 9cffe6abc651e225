/*
table: marts.procedure
needs: [reference.procedure_category, reference.procedure_name]
grain: one row per procedure code of the files that the plan dropped in
why: what a HCPCS code is called, by the plan's own licensed descriptions, and what RBCS sorts it under
*/
select
  coalesce(procedure_name.code, procedure_category.code) as code,
  procedure_name.name,
  procedure_category.category,
  procedure_category.subcategory,
  procedure_category.family
from reference.procedure_name
full join reference.procedure_category
  on procedure_category.code = procedure_name.code
order by 1
