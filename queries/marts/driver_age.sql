/*
table: marts.driver_age
needs: [marts.driver_line]
enums: [category_1, category_2, claim_type, unit]
grain: one row per month of service, month of payment, service, unit, network tier, age band and sex
why: marts.driver_line added up over people by age and sex, for a question that neither filters nor counts them
*/
select
  incurred_month,
  paid_month,
  benefit,
  category_1,
  category_2,
  claim_type,
  unit,
  network_tier,
  age_band,
  sex,
  enrolled,
  cast(sum(priced) as decimal(18, 2)) as priced
from marts.driver_line
group by all
order by all
