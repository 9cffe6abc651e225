/*
view: marts.diagnosis_line
absent: loads.medical_claim
needs: [core.medical_line]
grain: one row per line of a medical claim as it was loaded
why: the diagnoses of a line without the words of its service, which would have to be looked up
*/
select columns(c -> c in ('person_key', 'claim_id', 'service_date', 'incurred_month', 'setting', 'service_rank', 'is_paid', 'is_final')
  or regexp_full_match(c, 'diagnosis_code_[0-9]+'))
from core.medical_line
