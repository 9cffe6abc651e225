/*
view: marts.rebate
needs: [core.service_category, marts.member_attribute, marts.rebate_line]
grain: one row per rebate as it was loaded
why: rebates under the filters of their fills; incurred_month is the month of the fill, paid_month that in which the rebate came in
*/
select
  line.* exclude (service_rank, attribute_key),
  'pharmacy' as benefit,
  service_category.category as category_1,
  service_category.service as category_2,
  attribute.* exclude (attribute_key)
from marts.rebate_line as line
join core.service_category using (service_rank)
join marts.member_attribute as attribute using (attribute_key)
