/*
relation: claim_sheet
grain: one row per claim version of the load in which something differs that has to be one
why: one pass over the claims tells for every such check
*/
select
  data_source,
  claim_id,
  claim_version,
  line_type,
  min(claim_type) <> max(claim_type) as has_types,
  min(person_id) <> max(person_id) as has_persons,
  min(admission_date) <> max(admission_date) as has_admissions,
  min(discharge_date) <> max(discharge_date) as has_discharges,
  min(bill_type_code) <> max(bill_type_code) as has_bill_types,
  min(drg_code) <> max(drg_code) as has_drgs,
  min(facility_npi) <> max(facility_npi) as has_facilities,
  min(diagnosis_code_1) <> max(diagnosis_code_1) as has_diagnoses,
  min(claim_line_number) > 1 as begins_late
from staged.medical_claim
group by all
having
  has_types
  or has_persons
  or has_admissions
  or has_discharges
  or has_bill_types
  or has_drgs
  or has_facilities
  or has_diagnoses
  or begins_late
