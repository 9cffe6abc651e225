/*
table: marts.cost_month
needs: [core.service_category, marts.fill_line, marts.member_attribute, marts.service_line]
grain: one row per person, month of service, month of payment, service, network tier and what the person was known by on the day of service
why: what every cost report adds up; its sums are the sums of the paid claim lines, all versions, to the cent
*/
with line as not materialized (
  select
    person_key,
    incurred_month,
    paid_month,
    service_rank,
    network_tier,
    attribute_key,
    is_final,
    charge,
    allowed,
    paid,
    member_cost
  from marts.service_line
  union all
  select
    person_key,
    incurred_month,
    paid_month,
    service_rank,
    network_tier,
    attribute_key,
    is_final,
    charge,
    allowed,
    paid,
    member_cost
  from marts.fill_line
),

cost as (
  select
    person_key,
    incurred_month,
    paid_month,
    service_rank,
    network_tier,
    attribute_key,
    count(*) as lines,
    count(*) filter (where is_final) as services,
    cast(sum(charge) as decimal(18, 2)) as charge,
    cast(sum(allowed) as decimal(18, 2)) as allowed,
    cast(sum(paid) as decimal(18, 2)) as paid,
    cast(sum(member_cost) as decimal(18, 2)) as member_cost,
    count(*) - count(allowed) as lines_without_allowed,
    cast(sum(paid) filter (where allowed is null) as decimal(18, 2)) as paid_without_allowed,
    count(*) - count(paid) as lines_without_paid
  from line
  group by all
)

select
  cost.person_key,
  cost.incurred_month,
  cost.paid_month,
  case service_category.category when 'Prescription drugs' then 'pharmacy' else 'medical' end as benefit,
  service_category.category as category_1,
  service_category.service as category_2,
  cost.network_tier,
  attribute.* exclude (attribute_key),
  cost.* exclude (person_key, incurred_month, paid_month, service_rank, network_tier, attribute_key)
from cost
join core.service_category using (service_rank)
join marts.member_attribute as attribute using (attribute_key)
order by
  cost.incurred_month,
  service_category.service_order,
  cost.person_key,
  cost.paid_month,
  cost.network_tier
