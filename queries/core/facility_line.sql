/*
table: work.facility_line
needs: [loads.medical_claim, core.code, work.untyped_claim, reference.word]
grain: one row per paid line of an institutional claim
why: what such a claim was is read from all of its lines, and they are few among all lines
*/
select
  coalesce(l.data_source, '') as source_key,
  l.claim_id,
  l.claim_line_number,
  coalesce(nullif(l.paid_amount, 0), nullif(l.allowed_amount, 0)) is not null as has_money,
  coalesce(bill_type.code_group, '(none)') as bill_type_group,
  coalesce(admit_type.code_group, '(none)') as admit_type_group,
  case
    when ltrim(l.drg_code, '0') <> '' and starts_with(lower(l.drg_code_type), 'apr') then 'apr-drg'
    else coalesce(ms_drg.code_group, '(none)')
  end as drg_group,
  coalesce(revenue.code between '0100' and '0219', false) as is_room_and_board,
  coalesce(revenue.code_group, '(none)') as revenue_group,
  coalesce(place.code_group, '(none)') as place_group,
  coalesce(procedure_code.code_group, '(none)') as procedure_group
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
where
  coalesce(claim_type.meaning = 'institutional', untyped_claim.has_facility_codes)
  and coalesce(claim_status.meaning, lower(l.claim_status), 'paid') not in ('denied', 'pended')
