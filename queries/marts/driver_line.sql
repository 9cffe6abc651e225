/*
view: marts.driver_line
needs: [core.service_category, marts.driver_stay, marts.fill_line, marts.member_attribute, marts.service_line]
grain: one row per paid line, all versions, with the stay of a facility in few rows
why: price, use and mix of what was used, in the unit in which its price means something
unit: stay (of a facility, by DRG), day (of a drug's supply, by NDC), fill (where no days are given) or service (a line, by procedure or else revenue code, and place)
services: units of final claims
priced: allowed or, where the source gives none, paid
*/
with line as (
  select
    'medical' as benefit,
    person_key,
    incurred_month,
    paid_month,
    service_rank,
    network_tier,
    attribute_key,
    'Inpatient facility' as claim_type,
    'stay' as unit,
    case when drg_code is null then 'none' else 'DRG' end as code_kind,
    coalesce(drg_code, '') as code,
    coalesce(bill_type_code, '') as place,
    services,
    allowed,
    paid,
    priced
  from marts.driver_stay
  union all
  select
    'medical',
    person_key,
    incurred_month,
    paid_month,
    service_rank,
    network_tier,
    attribute_key,
    case setting when 'outpatient facility' then 'Outpatient facility' else 'Professional' end,
    'service',
    case when procedure_code is not null then 'procedure' when revenue_code is not null then 'revenue code' else 'none' end,
    coalesce(procedure_code, revenue_code, ''),
    coalesce(case setting when 'outpatient facility' then bill_type_code else place_code end, ''),
    cast(is_final as bigint),
    allowed,
    paid,
    coalesce(allowed, paid)
  from marts.service_line
  where setting is distinct from 'inpatient facility'
  union all
  select
    'pharmacy',
    person_key,
    incurred_month,
    paid_month,
    service_rank,
    network_tier,
    attribute_key,
    'Pharmacy',
    case when coalesce(days_supply, 0) = 0 then 'fill' else 'day' end,
    case when ndc is null then 'none' else 'NDC' end,
    coalesce(ndc, ''),
    '',
    case when not is_final then 0 when coalesce(days_supply, 0) = 0 then 1 else cast(days_supply as bigint) end,
    allowed,
    paid,
    coalesce(allowed, paid)
  from marts.fill_line
)

select
  line.* exclude (service_rank, attribute_key),
  service_category.category as category_1,
  service_category.service as category_2,
  attribute.* exclude (attribute_key)
from line
join core.service_category using (service_rank)
join marts.member_attribute as attribute using (attribute_key)
