/*
table: work.driver_source
needs: [marts.driver_stay, marts.fill_line, marts.service_line]
grain: one row per service, setting and codes as the lines give them
why: what is used and priced gets its number once for each combination of codes and not on every line
*/
with given as (
  select
    'stay' as source,
    service_rank,
    drg_code as first_code,
    bill_type_code as place_code
  from marts.driver_stay
  group by all
  union all by name
  select
    'service' as source,
    service_rank,
    setting,
    procedure_code as first_code,
    case when procedure_code is null then revenue_code end as second_code,
    case setting when 'outpatient facility' then bill_type_code else place_code end as place_code
  from marts.service_line
  where setting is distinct from 'inpatient facility'
  group by all
  union all by name
  select
    'fill' as source,
    service_rank,
    ndc,
    coalesce(days_supply, 0) <> 0 as has_days
  from marts.fill_line
  group by all
),

named as (
  select
    *,
    case source when 'fill' then 'pharmacy' else 'medical' end as benefit,
    case
      when source = 'stay' then 'Inpatient facility'
      when source = 'fill' then 'Pharmacy'
      when setting = 'outpatient facility' then 'Outpatient facility'
      else 'Professional'
    end as claim_type,
    case when source <> 'fill' then source when has_days then 'day' else 'fill' end as unit,
    case
      when ndc is not null then 'NDC'
      when first_code is not null then case source when 'stay' then 'DRG' else 'procedure' end
      when second_code is not null then 'revenue code'
      else 'none'
    end as code_kind,
    coalesce(ndc, cast(first_code as varchar), cast(second_code as varchar), '') as code,
    coalesce(cast(place_code as varchar), '') as place
  from given
)

select
  *,
  cast(dense_rank() over (order by service_rank, claim_type, unit, code_kind, code, place) as integer) as code_key
from named
