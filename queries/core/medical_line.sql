/*
table: core.medical_line
absent: loads.medical_claim
needs: [loads.medical_claim, core.person_number, core.service_category, work.claim_code, work.claim_text, work.claim_version, work.claim_word, work.facility_service, work.service_code, work.service_profile, work.untyped_claim]
grain: one row per line of a medical claim as it was loaded; every version, denied and pended lines included
why: standard codes, one service date and one word for each state, whatever the source writes; written once, read as core.medical_claim_version and core.medical_claim
source_person_id: the person's number as the source writes it, kept where another stands in its place; '' where it writes none
*/
with line as not materialized (
  select
    l.* replace (
      coalesce(
        word.known_type,
        cast(case when untyped_claim.has_facility_codes then 'institutional' else 'professional' end as enum('institutional', 'professional'))
      ) as claim_type,
      word.state as claim_status,
      word.network_tier as network_tier,
      text.line_type as line_type,
      text.claim_version as claim_version,
      text.adjustment_reason as adjustment_reason,
      text.benefit_code as benefit_code,
      text.plan as plan,
      claim_code.drg_code_type as drg_code_type,
      claim_code.standard_bill_type as bill_type_code,
      claim_code.standard_admit_type as admit_type_code,
      claim_code.standard_drg as drg_code,
      service_code.revenue_code as revenue_center_code,
      service_code.place_code as place_of_service_code,
      service_code.procedure_code as hcpcs_code,
      case
        when length(l.discharge_disposition_code) = 1 then '0' || l.discharge_disposition_code
        else l.discharge_disposition_code
      end as discharge_disposition_code
    ),
    word.is_paid,
    word.network,
    service_code.line_profile
  from loads.medical_claim as l
  join work.claim_word as word
    on word.claim_type is not distinct from l.claim_type
    and word.claim_status is not distinct from l.claim_status
    and word.network_tier is not distinct from l.network_tier
    and word.in_network_flag is not distinct from l.in_network_flag
  join work.claim_text as text
    on text.line_type is not distinct from l.line_type
    and text.claim_version is not distinct from l.claim_version
    and text.adjustment_reason is not distinct from l.adjustment_reason
    and text.benefit_code is not distinct from l.benefit_code
    and text.plan is not distinct from l.plan
  join work.claim_code
    on claim_code.bill_type_code is not distinct from l.bill_type_code
    and claim_code.admit_type_code is not distinct from l.admit_type_code
    and claim_code.drg_code_type is not distinct from l.drg_code_type
    and claim_code.drg_code is not distinct from l.drg_code
  join work.service_code
    on service_code.revenue_center_code is not distinct from l.revenue_center_code
    and service_code.place_of_service_code is not distinct from l.place_of_service_code
    and service_code.hcpcs_code is not distinct from l.hcpcs_code
  left join work.untyped_claim
    on untyped_claim.claim_id = l.claim_id
    and untyped_claim.data_source is not distinct from l.data_source
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
  line.* exclude (line_profile) replace (coalesce(number.other_person_id, line.person_id) as person_id),
  cast(date_trunc('month', line.service_date) as date) as incurred_month,
  cast(date_trunc('month', line.paid_date) as date) as paid_month,
  -- Not given where none of the three is; a plan without coinsurance may leave just that one out.
  case
    when coalesce(line.deductible_amount, line.copayment_amount, line.coinsurance_amount) is not null
      then coalesce(line.deductible_amount, 0) + coalesce(line.copayment_amount, 0) + coalesce(line.coinsurance_amount, 0)
  end as member_cost,
  number.person_key,
  case when number.other_person_id is not null then coalesce(line.person_id, '') end as source_person_id,
  nullif(version.claim_root, line.claim_id) as claim_root,
  line.is_paid and coalesce(version.is_final, true) as is_final,
  case line.claim_type when 'institutional' then facility.setting else cast('professional' as enum('inpatient facility', 'outpatient facility', 'professional')) end as setting,
  case
    when line.is_paid
      then coalesce(facility.whole_rank, least(profile.line_rank, profile.claim_rank, facility.claim_rank), other_service.service_rank)
  end as service_rank,
  facility.claim_rank as claim_service_rank,
  coalesce(profile.is_emergency, false) as is_emergency
from dated as line
cross join other_service
join core.person_number as number
  on number.number_key = coalesce(line.person_id, '(member) ' || line.member_id, '(not given)')
left join work.facility_service as facility
  on facility.claim_id = case when line.claim_type = 'institutional' then line.claim_id end
  and facility.source_key = coalesce(line.data_source, '')
left join work.service_profile as profile
  on profile.facility_profile = case line.claim_type when 'institutional' then facility.facility_profile else 0 end
  and profile.line_profile = line.line_profile
left join work.claim_version as version
  on version.benefit = 'medical'
  and version.source_row = line.source_row
  and version.source_file = line.source_file
  and version.load_number = line.load_number
