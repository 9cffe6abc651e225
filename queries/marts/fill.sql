/*
view: marts.fill
needs: [core.service_category, marts.fill_line, marts.member_attribute]
grain: one row per paid pharmacy line, all versions
why: what reports of drugs and pharmacies add up; dollars over all rows, prescriptions where is_final
*/
select
  line.* exclude (service_rank),
  'pharmacy' as benefit,
  service_category.category as category_1,
  service_category.service as category_2,
  1 as lines,
  cast(line.allowed is null as integer) as lines_without_allowed,
  case when line.allowed is null then line.paid end as paid_without_allowed,
  cast(line.paid is null as integer) as lines_without_paid,
  attribute.* exclude (attribute_key)
from marts.fill_line as line
join core.service_category using (service_rank)
join marts.member_attribute as attribute using (attribute_key)
