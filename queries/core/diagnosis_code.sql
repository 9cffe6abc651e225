/*
table: core.diagnosis_code
enums: [diagnosis_code]
needs: [loads.medical_claim]
grain: one row per principal diagnosis on the medical claims
why: lines keep a diagnosis as a small number of this list and not as text
*/
select upper(replace(diagnosis_code_1, '.', '')) as diagnosis_code
from loads.medical_claim
where diagnosis_code_1 is not null
union
select '(not given)'
order by diagnosis_code
