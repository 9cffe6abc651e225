/*
table: core.service_category
enums: [service, category]
needs: [reference.service_category]
grain: one row per service, the finest level of the service categories
why: gives each service its place in the published order of priority (the least wins) and in the order of reading
*/
select
  service,
  category,
  service_category_1,
  service_category_2,
  service_category_3,
  cast(priority as integer) as priority,
  cast(row_number() over (
    order by cast(priority as integer) nulls last, cast(service_order as integer)
  ) as smallint) as service_rank,
  cast(category_order as smallint) as category_order,
  cast(service_order as smallint) as service_order
from reference.service_category
order by cast(service_order as integer)
