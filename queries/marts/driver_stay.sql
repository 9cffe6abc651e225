/*
table: marts.driver_stay
needs: [marts.service_line]
grain: one row per stay, DRG, month of service, month of payment, service, network tier and what the person was known by
why: what a stay costs by its DRG; a facility bills it in many lines
services: 1 on the dearest row of a stay, DRG and month of service; a line of a facility that belongs to no stay counts by itself
*/
with stay as (
  select
    person_key,
    encounter_key,
    incurred_month,
    paid_month,
    service_rank,
    network_tier,
    attribute_key,
    bill_type_code,
    drg_code,
    count_if(is_final) as final_lines,
    cast(sum(allowed) as decimal(18, 2)) as allowed,
    cast(sum(paid) as decimal(18, 2)) as paid,
    cast(sum(coalesce(allowed, paid)) as decimal(18, 2)) as priced
  from marts.service_line
  where setting = 'inpatient facility'
  group by all
)

select
  * exclude (final_lines),
  cast(case
    when encounter_key is null then final_lines
    when final_lines > 0 and row_number() over (
      partition by encounter_key, drg_code, incurred_month
      order by final_lines > 0 desc, priced desc nulls last, service_rank, paid_month, network_tier, attribute_key, bill_type_code, person_key
    ) = 1 then 1
    else 0
  end as bigint) as services
from stay
order by
  incurred_month,
  service_rank,
  person_key,
  paid_month
