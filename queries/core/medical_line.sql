/*
table: core.medical_line
absent: loads.medical_claim
needs: [loads.medical_claim, work.claim_version, core.code, work.facility_service, core.network, core.service_category, work.service_profile, work.untyped_claim, marts.person, reference.word]
grain: one row per line of a medical claim as it was loaded; every version, denied and pended lines included
why: standard codes, one service date and one word for each state, whatever the source writes; written once, read as core.medical_claim_version and core.medical_claim
*/
with line as not materialized (
  select
    l.* replace (
      coalesce(
        claim_type.meaning,
        case when untyped_claim.has_facility_codes then 'institutional' else 'professional' end
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
    coalesce(l.data_source, '') as source_key,
    coalesce(claim_status.meaning, lower(l.claim_status), 'paid') not in ('denied', 'pended') as is_paid,
    coalesce(revenue.code_group, '(none)') as revenue_group,
    coalesce(place.code_group, '(none)') as place_group,
    coalesce(procedure_code.code_group, '(none)') as procedure_group,
    network.network
  from loads.medical_claim as l
  left join work.untyped_claim
    on untyped_claim.claim_id = l.claim_id
    and untyped_claim.data_source is not distinct from l.data_source
  left join reference.word as claim_type
    on claim_type.field = 'claim_type'
    and claim_type.word = lower(l.claim_type)
  left join reference.word as claim_status
    on claim_status.field = 'claim_status'
    and claim_status.word = lower(l.claim_status)
  join core.network
    on network.network_tier is not distinct from l.network_tier
    and network.in_network_flag is not distinct from l.in_network_flag
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
),

other_service as (
  select service_rank
  from core.service_category
  where service = 'Other medical services'
)

select
  line.* exclude (source_key, revenue_group, place_group, procedure_group),
  cast(date_trunc('month', line.service_date) as date) as incurred_month,
  cast(date_trunc('month', line.paid_date) as date) as paid_month,
  -- Not given where none of the three is; a plan without coinsurance may leave just that one out.
  case
    when coalesce(line.deductible_amount, line.copayment_amount, line.coinsurance_amount) is not null
      then coalesce(line.deductible_amount, 0) + coalesce(line.copayment_amount, 0) + coalesce(line.coinsurance_amount, 0)
  end as member_cost,
  person.person_key,
  coalesce(version.claim_root, line.claim_id) as claim_root,
  line.is_paid and coalesce(version.is_final, true) as is_final,
  case line.claim_type when 'institutional' then facility.setting else 'professional' end as setting,
  case
    when line.is_paid
      then coalesce(facility.whole_rank, least(profile.line_rank, profile.claim_rank, facility.claim_rank), other_service.service_rank)
  end as service_rank,
  facility.claim_rank as claim_service_rank,
  coalesce(profile.is_emergency, false) as is_emergency
from dated as line
cross join other_service
join marts.person
  on person.person_id = coalesce(line.person_id, '(not given)')
left join work.facility_service as facility
  on facility.claim_id = case when line.claim_type = 'institutional' then line.claim_id end
  and facility.source_key = line.source_key
left join work.service_profile as profile
  on profile.facility_profile = case line.claim_type when 'institutional' then facility.facility_profile else 0 end
  and profile.revenue_group = line.revenue_group
  and profile.place_group = line.place_group
  and profile.procedure_group = line.procedure_group
left join work.claim_version as version
  on version.benefit = 'medical'
  and version.source_row = line.source_row
  and version.source_file = line.source_file
  and version.load_number = line.load_number
