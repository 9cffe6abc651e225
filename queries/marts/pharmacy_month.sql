/*
table: marts.pharmacy_month
needs: [core.pharmacy_claim_version, core.service_category, marts.member_attribute, marts.member_stretch, work.split_month]
grain: one row per person, month of service, month of payment, drug class, channel, network tier and what the person was known by on the day of service
why: what the pharmacy reports add up; its sums are the sums of the paid fill lines, all versions, to the cent; prescriptions count in the final version
*/
with fill as (
  select
    line.person_key,
    line.incurred_month,
    case when split_month.month is null then line.incurred_month else line.service_date end as day,
    line.paid_month,
    line.service_rank,
    coalesce(line.brand_generic, '(not given)') as brand_generic,
    coalesce(line.specialty, '(not given)') as specialty,
    coalesce(line.channel, '(not given)') as channel,
    line.network as network_tier,
    count(*) filter (where line.is_final) as scripts,
    cast(coalesce(sum(line.days_supply) filter (where line.is_final), 0) as bigint) as days_supply,
    count(*) as lines,
    cast(sum(line.allowed_amount) as decimal(18, 2)) as allowed,
    cast(sum(line.paid_amount) as decimal(18, 2)) as paid,
    cast(sum(line.member_cost) as decimal(18, 2)) as member_cost,
    count(*) - count(line.allowed_amount) as lines_without_allowed,
    cast(sum(line.paid_amount) filter (where line.allowed_amount is null) as decimal(18, 2)) as paid_without_allowed
  from core.pharmacy_claim_version as line
  left join work.split_month
    on split_month.person_key = line.person_key
    and split_month.month = line.incurred_month
  where line.is_paid
  group by all
)

select
  fill.* exclude (day, service_rank),
  service_category.service as drug_class,
  'pharmacy' as benefit,
  attribute.* exclude (attribute_key)
from fill
join core.service_category using (service_rank)
left join marts.member_stretch as stretch
  on stretch.person_key = fill.person_key
  and stretch.month = fill.incurred_month
  and fill.day between stretch.first_day and stretch.last_day
join marts.member_attribute as attribute
  on attribute.attribute_key = coalesce(stretch.attribute_key, 0)
order by
  fill.incurred_month,
  service_category.service_order,
  fill.person_key,
  fill.paid_month
