/*
view: marts.drug_month
needs: [marts.fill]
grain: one row per fill line
why: what reports of drugs add up; prescriptions and days in the final version, dollars over all versions
short_scripts, long_days: prescriptions of up to 34 days or of no stated days, and the days of longer ones; short_scripts + long_days ÷ 30 are prescriptions adjusted to 30 days
*/
select
  person_key,
  incurred_month,
  paid_month,
  ndc,
  brand_generic,
  specialty,
  channel,
  benefit,
  category_1,
  category_2,
  network_tier,
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
  enrolled,
  lines,
  cast(is_final as bigint) as scripts,
  cast(is_final and coalesce(days_supply <= 34, true) as bigint) as short_scripts,
  case when is_final and days_supply > 34 then days_supply else 0 end as long_days,
  cast(is_final and days_supply > 0 as bigint) as scripts_with_days,
  case when is_final and days_supply > 0 then days_supply else 0 end as days_supply,
  allowed,
  paid,
  member_cost,
  case when days_supply <> 0 then paid end as paid_with_days,
  case when member_cost is not null then allowed end as allowed_with_share,
  case when allowed is not null then member_cost end as member_cost_with_allowed
from marts.fill
