/*
table: marts.cost_month
needs: [core.medical_claim_version, core.pharmacy_claim_version, core.service_category, marts.member_attribute, marts.member_stretch, marts.person, work.split_month]
grain: one row per person, month of service, month of payment, service, network tier and what the person was known by on the day of service
why: what every cost report adds up; its sums are the sums of the paid claim lines, all versions, to the cent
*/
with line as not materialized (
  select
    true as is_medical,
    person_key,
    service_date,
    incurred_month,
    paid_month,
    service_rank,
    network,
    charge_amount,
    allowed_amount,
    paid_amount,
    member_cost
  from core.medical_claim_version
  where is_paid
  union all
  select
    false,
    person_key,
    service_date,
    incurred_month,
    paid_month,
    service_rank,
    network,
    charge_amount,
    allowed_amount,
    paid_amount,
    member_cost
  from core.pharmacy_claim_version
  where is_paid
),

cost as (
  select
    line.is_medical,
    line.person_key,
    line.incurred_month,
    case when split_month.month is null then line.incurred_month else line.service_date end as day,
    line.paid_month,
    line.service_rank,
    line.network,
    count(*) as lines,
    cast(sum(line.charge_amount) as decimal(18, 2)) as charge,
    cast(sum(line.allowed_amount) as decimal(18, 2)) as allowed,
    cast(sum(line.paid_amount) as decimal(18, 2)) as paid,
    cast(sum(line.member_cost) as decimal(18, 2)) as member_cost,
    count(*) - count(line.allowed_amount) as lines_without_allowed,
    cast(sum(line.paid_amount) filter (where line.allowed_amount is null) as decimal(18, 2)) as paid_without_allowed,
    count(*) - count(line.paid_amount) as lines_without_paid
  from line
  left join work.split_month
    on split_month.person_key = line.person_key
    and split_month.month = line.incurred_month
  group by all
)

select
  person.person_id,
  cost.person_key,
  cost.incurred_month,
  cost.paid_month,
  case when cost.is_medical then 'medical' else 'pharmacy' end as benefit,
  service_category.category as category_1,
  service_category.service as category_2,
  cost.network as network_tier,
  attribute.* exclude (attribute_key),
  cost.* exclude (is_medical, person_key, incurred_month, day, paid_month, service_rank, network)
from cost
join marts.person using (person_key)
join core.service_category using (service_rank)
left join marts.member_stretch as stretch
  on stretch.person_key = cost.person_key
  and stretch.month = cost.incurred_month
  and cost.day between stretch.first_day and stretch.last_day
join marts.member_attribute as attribute
  on attribute.attribute_key = coalesce(stretch.attribute_key, 0)
order by
  cost.incurred_month,
  service_category.service_order,
  cost.person_key,
  cost.paid_month,
  cost.network
