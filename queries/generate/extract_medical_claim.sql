/*
file: medical_claim.csv
why: The administrator's medical file in the Tuva input layer's columns, paid lines only, in the order of its table.
*/
select 'M' || opaque_claim(claim_no) as claim_id, line_no as claim_line_number, claim_type,
  'P' || opaque_person(m.person_no) as person_id,
  'S' || opaque_person(m.contract_no) || '-' || (m.person_no % 32 + 1) as member_id,
  'Plan administrator' as payer, m.plan,
  m.from_date as claim_start_date, m.to_date as claim_end_date, m.line_date as claim_line_start_date,
  case when claim_type = 'institutional' then m.to_date else m.line_date end as claim_line_end_date,
  admission_date, discharge_date, admit_source as admit_source_code, admit_type as admit_type_code, disposition as discharge_disposition_code,
  place as place_of_service_code, bill as bill_type_code, case when drg is not null then 'ms-drg' end as drg_code_type, drg as drg_code,
  revenue as revenue_center_code, units as service_unit_quantity, procedure as hcpcs_code,
  case when claim_type = 'professional' then npi end as rendering_npi, npi as billing_npi, facility as facility_npi,
  paid_date, money(paid) as paid_amount, money(allowed) as allowed_amount, money(charge) as charge_amount,
  money(coinsurance) as coinsurance_amount, money(copay) as copayment_amount, money(deductible) as deductible_amount, money(cob) as cob_amount,
  'icd-10-cm' as diagnosis_code_type, diagnosis_1 as diagnosis_code_1, diagnosis_2 as diagnosis_code_2,
  case when out_of_network then 0 else 1 end as in_network_flag, case when out_of_network then 'out' else 'in' end as network_tier,
  least(adjudicated_date, greatest(m.to_date + 1, adjudicated_date - (1 + claim_no % 9)::INTEGER))::DATE as received_date, adjudicated_date,
  'paid' as claim_status, 1 as claim_version, 'original' as line_type, 'medical administrator' as data_source
from medical_extract m
