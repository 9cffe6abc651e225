/*
table: core.drug_code
enums: [ndc]
needs: [loads.pharmacy_claim]
grain: one row per drug code (NDC) on the fills, as the source writes it
why: fills keep a drug as a small number of this list and not as text
*/
select ndc_code as ndc
from loads.pharmacy_claim
where ndc_code is not null
union
select '(not given)'
order by ndc
