/*
table: marts.driver_total
needs: [marts.driver_line]
enums: [category_1, category_2, claim_type, unit, code_kind, code, place]
grain: one row per month of service, month of payment, service, code, place, unit, network tier and whether enrollment was found
why: marts.driver_line added up over people, for a question that neither filters nor counts them
*/
select
  incurred_month,
  paid_month,
  benefit,
  category_1,
  category_2,
  claim_type,
  unit,
  code_kind,
  code,
  place,
  network_tier,
  enrolled,
  cast(sum(services) as bigint) as services,
  cast(sum(allowed) as decimal(18, 2)) as allowed,
  cast(sum(paid) as decimal(18, 2)) as paid,
  cast(sum(priced) as decimal(18, 2)) as priced
from marts.driver_line
group by all
order by all
