/*
table: marts.drug_total
needs: [marts.drug_month]
grain: one row per drug code, month of service, month of payment, kind, channel, network tier and whether enrollment was found
why: marts.drug_month added up over people, for a question that neither filters nor counts them
*/
select
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
  enrolled,
  cast(sum(lines) as bigint) as lines,
  cast(sum(scripts) as bigint) as scripts,
  cast(sum(short_scripts) as bigint) as short_scripts,
  cast(sum(long_days) as bigint) as long_days,
  cast(sum(scripts_with_days) as bigint) as scripts_with_days,
  cast(sum(days_supply) as bigint) as days_supply,
  cast(sum(allowed) as decimal(18, 2)) as allowed,
  cast(sum(paid) as decimal(18, 2)) as paid,
  cast(sum(member_cost) as decimal(18, 2)) as member_cost,
  cast(sum(paid_with_days) as decimal(18, 2)) as paid_with_days,
  cast(sum(allowed_with_share) as decimal(18, 2)) as allowed_with_share,
  cast(sum(member_cost_with_allowed) as decimal(18, 2)) as member_cost_with_allowed
from marts.drug_month
group by
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
  enrolled
order by
  incurred_month,
  ndc,
  category_2,
  paid_month,
  channel,
  network_tier,
  enrolled,
  brand_generic,
  specialty
