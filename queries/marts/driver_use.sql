/*
table: marts.driver_use
needs: [marts.driver_stay, marts.fill_line, marts.service_line, work.driver_source]
grain: one row per paid line, all versions, with the stay of a facility in few rows
why: what marts.driver_line shows, narrow, with what is used as one small number, found once
*/
select
  line.person_key,
  line.incurred_month,
  line.paid_month,
  line.network_tier,
  line.attribute_key,
  source.code_key,
  cast(line.services as integer) as services,
  line.paid,
  line.priced
from marts.driver_stay as line
join work.driver_source as source
  on source.source = 'stay'
  and source.service_rank = line.service_rank
  and source.first_code is not distinct from line.drg_code
  and source.place_code is not distinct from line.bill_type_code
union all
select
  line.person_key,
  line.incurred_month,
  line.paid_month,
  line.network_tier,
  line.attribute_key,
  source.code_key,
  cast(line.is_final as integer),
  line.paid,
  coalesce(line.allowed, line.paid)
from (
  select
    * replace (
      case when procedure_code is null then revenue_code end as revenue_code,
      case setting when 'outpatient facility' then bill_type_code else place_code end as place_code
    )
  from marts.service_line
  where setting is distinct from 'inpatient facility'
) as line
join work.driver_source as source
  on source.source = 'service'
  and source.service_rank = line.service_rank
  and source.setting is not distinct from line.setting
  and source.first_code is not distinct from line.procedure_code
  and source.second_code is not distinct from line.revenue_code
  and source.place_code is not distinct from line.place_code
union all
select
  line.person_key,
  line.incurred_month,
  line.paid_month,
  line.network_tier,
  line.attribute_key,
  source.code_key,
  cast(case
    when not line.is_final then 0
    when coalesce(line.days_supply, 0) = 0 then 1
    else line.days_supply
  end as integer),
  line.paid,
  coalesce(line.allowed, line.paid)
from marts.fill_line as line
join work.driver_source as source
  on source.source = 'fill'
  and source.service_rank = line.service_rank
  and source.ndc is not distinct from line.ndc
  and source.has_days = (coalesce(line.days_supply, 0) <> 0)
