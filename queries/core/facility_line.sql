/*
table: work.facility_line
needs: [loads.medical_claim, work.claim_code, work.claim_word, work.service_code, work.untyped_claim]
grain: one row per paid line of an institutional claim
why: what such a claim was is read from all of its lines, and they are few among all lines
*/
select
  coalesce(l.data_source, '') as source_key,
  l.claim_id,
  l.claim_line_number,
  coalesce(nullif(l.paid_amount, 0), nullif(l.allowed_amount, 0)) is not null as has_money,
  claim_code.bill_type_group,
  claim_code.admit_type_group,
  claim_code.drg_group,
  coalesce(cast(service_code.revenue_code as varchar) between '0100' and '0219', false) as is_room_and_board,
  service_code.revenue_group,
  service_code.line_profile
from loads.medical_claim as l
join work.claim_word as word
  on word.claim_type is not distinct from l.claim_type
  and word.claim_status is not distinct from l.claim_status
  and word.network_tier is not distinct from l.network_tier
  and word.in_network_flag is not distinct from l.in_network_flag
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
where
  coalesce(word.known_type = 'institutional', untyped_claim.has_facility_codes)
  and word.is_paid
