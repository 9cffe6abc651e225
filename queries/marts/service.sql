/*
view: marts.service
needs: [core.service_category, marts.member_attribute, marts.service_line]
grain: one row per paid medical line, all versions
why: what reports of services, providers and diagnoses add up; dollars over all rows, counts where is_final
*/
select
  line.* exclude (service_rank),
  'medical' as benefit,
  service_category.category as category_1,
  service_category.service as category_2,
  1 as lines,
  cast(line.allowed is null as integer) as lines_without_allowed,
  case when line.allowed is null then line.paid end as paid_without_allowed,
  cast(line.paid is null as integer) as lines_without_paid,
  attribute.* exclude (attribute_key)
from marts.service_line as line
join core.service_category using (service_rank)
join marts.member_attribute as attribute using (attribute_key)
