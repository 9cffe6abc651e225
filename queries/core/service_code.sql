/*
table: work.service_code
needs: [loads.medical_claim, core.code]
grain: one row per revenue, place and procedure code as a source writes them on one line
why: standard codes and their groups, found once for each combination and not on every line
*/
with source as (
  select
    revenue_center_code,
    place_of_service_code,
    hcpcs_code
  from loads.medical_claim
  group by all
)

select
  source.*,
  revenue.code as revenue_code,
  place.code as place_code,
  procedure_code.code as procedure_code,
  coalesce(revenue.code_group, '(none)') as revenue_group,
  coalesce(place.code_group, '(none)') as place_group,
  coalesce(procedure_code.code_group, '(none)') as procedure_group,
  cast(dense_rank() over (
    order by
      coalesce(revenue.code_group, '(none)'),
      coalesce(place.code_group, '(none)'),
      coalesce(procedure_code.code_group, '(none)')
  ) as integer) as line_profile
from source
left join core.code as revenue
  on revenue.code_system = 'revenue'
  and revenue.source_code = source.revenue_center_code
left join core.code as place
  on place.code_system = 'place'
  and place.source_code = source.place_of_service_code
left join core.code as procedure_code
  on procedure_code.code_system = 'procedure'
  and procedure_code.source_code = source.hcpcs_code
