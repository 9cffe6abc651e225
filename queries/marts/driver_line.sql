/*
view: marts.driver_line
needs: [marts.driver_code, marts.driver_use, marts.member_attribute]
grain: one row per paid line, all versions, with the stay of a facility in few rows
why: price, use and mix of what was used, in the unit in which its price means something
services: units of final claims
priced: allowed or, where the source gives none, paid
*/
select
  line.* exclude (attribute_key),
  code.* exclude (code_key),
  attribute.* exclude (attribute_key)
from marts.driver_use as line
join marts.driver_code as code using (code_key)
join marts.member_attribute as attribute using (attribute_key)
