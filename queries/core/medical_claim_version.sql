/*
table: core.medical_claim_version
needs: [loads.medical_claim, core.code, reference.word]
grain: one row per line of a medical claim as it was loaded; every version, denied and pended lines included
why: standard codes, one service date and one word for each state, whatever the source writes
*/
with undetermined as (
  select
    l.claim_id,
    l.data_source,
    bool_or(coalesce(l.bill_type_code, l.revenue_center_code) is not null) as has_facility_codes
  from loads.medical_claim as l
  left join reference.word as claim_type
    on claim_type.field = 'claim_type'
    and claim_type.word = lower(l.claim_type)
  where claim_type.meaning is null
  group by
    l.claim_id,
    l.data_source
),

line as not materialized (
  select
    l.* replace (
      coalesce(
        claim_type.meaning,
        case when undetermined.has_facility_codes then 'institutional' else 'professional' end
      ) as claim_type,
      coalesce(claim_status.meaning, lower(l.claim_status)) as claim_status,
      bill_type.code as bill_type_code,
      admit_type.code as admit_type_code,
      ms_drg.code as drg_code,
      revenue.code as revenue_center_code,
      place.code as place_of_service_code,
      procedure_code.code as hcpcs_code,
      case
        when length(l.discharge_disposition_code) = 1 then '0' || l.discharge_disposition_code
        else l.discharge_disposition_code
      end as discharge_disposition_code
    ),
    coalesce(bill_type.code_group, '(none)') as bill_type_group,
    coalesce(admit_type.code_group, '(none)') as admit_type_group,
    case
      when ltrim(l.drg_code, '0') <> '' and starts_with(lower(l.drg_code_type), 'apr') then 'apr-drg'
      else coalesce(ms_drg.code_group, '(none)')
    end as drg_group,
    coalesce(revenue.code_group, '(none)') as revenue_group,
    coalesce(place.code_group, '(none)') as place_group,
    coalesce(procedure_code.code_group, '(none)') as procedure_group,
    coalesce(network.meaning, l.network_tier, network_flag.meaning, '(not given)') as network
  from loads.medical_claim as l
  left join undetermined
    on undetermined.claim_id = l.claim_id
    and undetermined.data_source is not distinct from l.data_source
  left join reference.word as claim_type
    on claim_type.field = 'claim_type'
    and claim_type.word = lower(l.claim_type)
  left join reference.word as claim_status
    on claim_status.field = 'claim_status'
    and claim_status.word = lower(l.claim_status)
  left join reference.word as network
    on network.field = 'in_network'
    and network.word = lower(l.network_tier)
  left join reference.word as network_flag
    on network_flag.field = 'in_network'
    and network_flag.word = lower(l.in_network_flag)
  left join core.code as bill_type
    on bill_type.code_system = 'bill_type'
    and bill_type.source_code = l.bill_type_code
  left join core.code as admit_type
    on admit_type.code_system = 'admit_type'
    and admit_type.source_code = l.admit_type_code
  left join core.code as ms_drg
    on ms_drg.code_system = 'ms_drg'
    and ms_drg.source_code = l.drg_code
  left join core.code as revenue
    on revenue.code_system = 'revenue'
    and revenue.source_code = l.revenue_center_code
  left join core.code as place
    on place.code_system = 'place'
    and place.source_code = l.place_of_service_code
  left join core.code as procedure_code
    on procedure_code.code_system = 'procedure'
    and procedure_code.source_code = l.hcpcs_code
),

dated as not materialized (
  select
    columns(c -> not regexp_matches(c, '^diagnosis_code_[0-9]+$')),
    upper(replace(columns('^diagnosis_code_[0-9]+$'), '.', '')),
    case
      when claim_type = 'institutional'
        then coalesce(claim_start_date, admission_date, claim_line_start_date, claim_end_date, discharge_date)
      else coalesce(claim_line_start_date, claim_start_date, claim_line_end_date, claim_end_date)
    end as service_date
  from line
)

select
  *,
  cast(date_trunc('month', service_date) as date) as incurred_month,
  cast(date_trunc('month', paid_date) as date) as paid_month,
  -- Not given where none of the three is; a plan without coinsurance may leave just that one out.
  case
    when coalesce(deductible_amount, copayment_amount, coinsurance_amount) is not null
      then coalesce(deductible_amount, 0) + coalesce(copayment_amount, 0) + coalesce(coinsurance_amount, 0)
  end as member_cost
from dated
