/*
table: marts.drug_total
needs: [core.service_category, marts.fill_line]
grain: one row per drug code, month of service, month of payment, kind, channel, network tier and whether enrollment was found
why: marts.drug_month added up over people, for a question that neither filters nor counts them
*/
with summed as (
  select
    incurred_month,
    paid_month,
    ndc,
    brand_generic,
    specialty,
    channel,
    service_rank,
    network_tier,
    -- Key 0 is who was not enrolled.
    attribute_key <> 0 as enrolled,
    count(*) as lines,
    count_if(is_final) as scripts,
    count_if(is_final and coalesce(days_supply <= 34, true)) as short_scripts,
    cast(coalesce(sum(days_supply) filter (where is_final and days_supply > 34), 0) as bigint) as long_days,
    count_if(is_final and days_supply > 0) as scripts_with_days,
    cast(coalesce(sum(days_supply) filter (where is_final and days_supply > 0), 0) as bigint) as days_supply,
    cast(sum(allowed) as decimal(18, 2)) as allowed,
    cast(sum(paid) as decimal(18, 2)) as paid,
    cast(sum(member_cost) as decimal(18, 2)) as member_cost,
    cast(sum(paid) filter (where days_supply <> 0) as decimal(18, 2)) as paid_with_days,
    cast(sum(allowed) filter (where member_cost is not null) as decimal(18, 2)) as allowed_with_share,
    cast(sum(member_cost) filter (where allowed is not null) as decimal(18, 2)) as member_cost_with_allowed
  from marts.fill_line
  group by all
)

select
  summed.* exclude (service_rank),
  'pharmacy' as benefit,
  service_category.category as category_1,
  service_category.service as category_2
from summed
join core.service_category using (service_rank)
order by
  summed.incurred_month,
  summed.ndc,
  summed.service_rank,
  summed.paid_month,
  summed.channel,
  summed.network_tier,
  summed.enrolled,
  summed.brand_generic,
  summed.specialty
