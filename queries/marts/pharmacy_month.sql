/*
view: marts.pharmacy_month
needs: [marts.fill]
grain: one row per fill line
why: what the pharmacy reports add up; its sums are the sums of the paid fill lines, all versions, to the cent; prescriptions count in the final version
*/
select
  person_key,
  incurred_month,
  paid_month,
  coalesce(brand_generic, '(not given)') as brand_generic,
  coalesce(specialty, '(not given)') as specialty,
  coalesce(channel, '(not given)') as channel,
  network_tier,
  cast(is_final as integer) as scripts,
  case when is_final then coalesce(days_supply, 0) else 0 end as days_supply,
  lines,
  allowed,
  paid,
  member_cost,
  lines_without_allowed,
  paid_without_allowed,
  category_2 as drug_class,
  benefit,
  plan,
  coverage_tier,
  member_status,
  bargaining_unit,
  employer_group,
  employer_type,
  relationship,
  age_band,
  sex,
  region,
  enrolled
from marts.fill
