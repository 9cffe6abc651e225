/*
table: work.stay_claim
needs: [core.medical_claim, core.service_category]
grain: one row per facility claim of a stay, in its final version
why: the claims that are joined to stays
kind: what the stay is counted as; claims are joined within it
claim_order: the order of a person's claims of one kind by their dates
*/
with claim as (
  select
    claim.person_key,
    case
      when claim.claim_service in ('Newborn', 'Newborn intensive care') then 'newborn admission'
      when claim.claim_service = 'Residential treatment' then 'residential stay'
      when claim.claim_service = 'Inpatient rehabilitation' then 'rehabilitation stay'
      when claim.claim_service = 'Skilled nursing stays' then 'skilled nursing stay'
      when claim.claim_service in ('Inpatient hospice', 'Hospice at home') then 'hospice stay'
      else 'admission'
    end as kind,
    coalesce(claim.data_source, '') as source_key,
    claim.claim_id,
    claim.claim_service,
    max(claim.claim_root) as claim_root,
    coalesce(
      min(claim.admission_date),
      min(claim.claim_line_start_date),
      min(claim.claim_start_date),
      min(claim.service_date)
    ) as start_date,
    coalesce(
      max(claim.discharge_date),
      max(claim.claim_line_end_date),
      max(claim.claim_end_date)
    ) as given_end_date,
    min(claim.service_date) as first_service_date,
    max(claim.admit_type_code) as admit_type_code,
    max(claim.admit_source_code) as admit_source_code,
    max(claim.discharge_disposition_code) as disposition,
    max(coalesce(claim.facility_npi, claim.billing_npi, claim.billing_tin)) as facility,
    max(claim.drg_code) as drg_code,
    max(claim.diagnosis_code_1) as diagnosis_code,
    min(claim.network) as network_tier
  from core.medical_claim as claim
  join core.service_category as service
    on service.service = claim.claim_service
  where
    (
      claim.setting = 'inpatient facility'
      and service.service_category_1 = 'inpatient'
      and claim.claim_service <> 'Other services during a skilled nursing stay'
    )
    or (
      claim.setting = 'outpatient facility'
      and claim.claim_service in ('Residential treatment', 'Inpatient hospice', 'Hospice at home')
    )
  group by all
)

select
  * exclude (given_end_date),
  greatest(given_end_date, start_date) as end_date,
  cast(row_number() over (
    partition by person_key, kind
    order by start_date, greatest(given_end_date, start_date), source_key, claim_id, claim_service
  ) as integer) as claim_order
from claim
where start_date is not null
