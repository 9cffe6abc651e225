/*
table: core.provider
enums: [provider]
needs: [loads.medical_claim]
grain: one row per number of a provider on the medical claims
why: lines keep a provider as a small number of this list and not as text
*/
with written as (
  select facility_npi as provider from loads.medical_claim
  union
  select rendering_npi from loads.medical_claim
  union
  select billing_npi from loads.medical_claim
  union
  select billing_tin from loads.medical_claim
)

select provider
from written
where provider is not null
union
select '(not given)'
order by provider
