/*
finish file: plan_design_{year}.csv
why: >
  What each plan pays, year by year. Deductible and limit of a person within a family: embedded where they are below the
  family's, aggregate where the family's counts for all.
*/
select y::VARCHAR as year, y as plan_year, plan, make_date(y, 1, 1) as effective_from, make_date(y, 12, 31) as effective_to,
  if(rx_deductible, 'yes', 'no') as high_deductible_plan,
  money(deductible_single) as deductible_single, money(deductible_family) as deductible_family,
  case when deductible_family = 0 then 'none' when deductible_member < deductible_family then 'embedded' else 'aggregate' end as deductible_kind,
  money(deductible_member) as deductible_member,
  money(limit_single) as limit_single, money(limit_family) as limit_family,
  case when limit_member < limit_family then 'embedded' else 'aggregate' end as limit_kind, money(limit_member) as limit_member,
  money(copay_office) as copay_office, money(copay_specialist) as copay_specialist, money(copay_urgent) as copay_urgent,
  money(copay_emergency) as copay_emergency, money(copay_admission) as copay_admission, money(copay_surgery) as copay_surgery,
  coinsurance_in as coinsurance_in_network, coinsurance_out as coinsurance_out_of_network,
  money(rx_generic) as copay_generic, money(rx_preferred) as copay_preferred, money(rx_other) as copay_other,
  money(rx_specialty) as copay_specialty, rx_long_factor as copays_of_ninety_days, rx_coinsurance as coinsurance_drugs,
  if(rx_deductible, 'yes', 'no') as drugs_under_deductible
from plan_design d
join (select (getvariable('first_year') + n)::INTEGER as y, n from range(getvariable('years')::BIGINT) t(n))
  on n + 1 >= d.from_year and n + 1 < d.before_year
order by y, design_no
