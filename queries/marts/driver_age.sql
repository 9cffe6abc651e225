/*
table: marts.driver_age
needs: [marts.driver_code, marts.driver_use, marts.member_attribute]
grain: one row per month of service, month of payment, service, type of claim, unit, network tier, age band and sex
why: marts.driver_line added up over people by age and sex, for a question that neither filters nor counts them
*/
select
  line.incurred_month,
  line.paid_month,
  code.benefit,
  code.category_1,
  code.category_2,
  code.claim_type,
  code.unit,
  line.network_tier,
  attribute.age_band,
  attribute.sex,
  attribute.enrolled,
  cast(sum(line.priced) as decimal(18, 2)) as priced
from marts.driver_use as line
join marts.driver_code as code using (code_key)
join marts.member_attribute as attribute using (attribute_key)
group by all
order by all
