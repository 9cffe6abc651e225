/*
table: work.visit
needs: [core.medical_claim, work.stay]
grain: one row per visit to an emergency department and per stay under observation
why: what people count as a visit comes in several claims, of the hospital and of those who treat there
kind: emergency visit, observation stay
*/
with claim as (
  select
    claim.person_key,
    case when claim.is_emergency then 'emergency visit' else 'observation stay' end as kind,
    claim.setting,
    min(
      case claim.setting
        when 'inpatient facility' then coalesce(claim.admission_date, claim.service_date)
        else coalesce(claim.claim_line_start_date, claim.service_date)
      end
    ) as start_date,
    max(
      case claim.setting
        when 'inpatient facility' then coalesce(claim.admission_date, claim.service_date)
        when 'outpatient facility'
          then coalesce(claim.claim_line_end_date, claim.claim_line_start_date, claim.claim_end_date, claim.service_date)
        else coalesce(claim.claim_line_end_date, claim.service_date)
      end
    ) as given_end_date,
    max(coalesce(claim.facility_npi, claim.billing_npi, claim.billing_tin)) as facility,
    max(claim.diagnosis_code_1) as diagnosis_code,
    min(claim.network) as network_tier
  from core.medical_claim as claim
  where
    (claim.is_emergency or claim.service = 'Observation')
    and claim.service_date is not null
  group by
    claim.person_key,
    claim.is_emergency,
    claim.setting,
    claim.data_source,
    claim.claim_id
),

ordered as (
  select
    *,
    greatest(given_end_date, start_date) as end_date,
    row_number() over in_order as claim_order,
    max(greatest(given_end_date, start_date)) over (in_order rows between unbounded preceding and 1 preceding) as reached
  from claim
  window in_order as (
    partition by person_key, kind
    order by start_date, given_end_date, setting, facility, network_tier, diagnosis_code
  )
),

numbered as (
  select
    *,
    count_if(reached is null or start_date > reached + 1) over (
      partition by person_key, kind
      order by claim_order
      rows unbounded preceding
    ) as visit_number
  from ordered
),

visit as (
  select
    person_key,
    kind,
    min(start_date) as start_date,
    max(end_date) as end_date,
    max(facility) filter (where setting <> 'professional') as facility,
    coalesce(
      arg_min(diagnosis_code, claim_order) filter (where setting <> 'professional'),
      arg_min(diagnosis_code, claim_order)
    ) as diagnosis_code,
    min(network_tier) as network_tier,
    bool_or(setting = 'inpatient facility') as is_on_inpatient_claim,
    bool_or(setting = 'outpatient facility') as has_own_facility_claim,
    count(*) as claims
  from numbered
  group by
    person_key,
    kind,
    visit_number
),

-- A visit belongs to an admission that it overlaps. Where the hospital put it on the bill of the stay, only
-- professionals bill for it, and often for the day before.
admitted as (
  select distinct
    visit.person_key,
    visit.kind,
    visit.start_date
  from visit
  join work.stay
    on stay.person_key = visit.person_key
    and stay.kind = 'admission'
    and (visit.start_date < stay.end_date or visit.start_date = stay.start_date)
    and (
      visit.end_date >= stay.start_date
      or (not visit.has_own_facility_claim and visit.end_date = stay.start_date - 1)
    )
)

select
  visit.* exclude (is_on_inpatient_claim, has_own_facility_claim),
  visit.is_on_inpatient_claim or admitted.person_key is not null as ended_in_admission
from visit
left join admitted using (person_key, kind, start_date)
