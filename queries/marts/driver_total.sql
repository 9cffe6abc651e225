/*
table: marts.driver_total
needs: [marts.driver_code, marts.driver_use]
grain: one row per month of service, month of payment, what was used, network tier and whether enrollment was found
why: marts.driver_line added up over people, for a question that neither filters nor counts them
*/
with summed as (
  select
    incurred_month,
    paid_month,
    code_key,
    network_tier,
    attribute_key <> 0 as enrolled,
    cast(sum(services) as bigint) as services,
    cast(sum(paid) as decimal(18, 2)) as paid,
    cast(sum(priced) as decimal(18, 2)) as priced
  from marts.driver_use
  group by all
)

select
  summed.*,
  code.* exclude (code_key)
from summed
join marts.driver_code as code using (code_key)
order by
  summed.incurred_month,
  summed.paid_month,
  summed.code_key,
  summed.network_tier,
  summed.enrolled
