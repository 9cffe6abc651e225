/*
table: marts.encounter
needs: [core.medical_claim, core.service_category, marts.person]
grain: one row per stay in an acute hospital and per visit to an emergency department
why: what people count as an admission or a visit comes in many claims
kinds: admission, newborn admission, emergency visit
*/
with recursive stay_claim as (
  select
    claim.person_key,
    claim.claim_service in ('Newborn', 'Newborn intensive care') as is_newborn,
    coalesce(claim.data_source, '') as source_key,
    claim.claim_id,
    claim.claim_service,
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
    max(claim.discharge_disposition_code) as disposition,
    max(coalesce(claim.facility_npi, claim.billing_npi, claim.billing_tin)) as facility,
    max(claim.drg_code) as drg_code,
    min(claim.network) as network_tier
  from core.medical_claim as claim
  join core.service_category as service
    on service.service = claim.claim_service
  where
    claim.setting = 'inpatient facility'
    and service.service_category_2 in ('acute inpatient', 'inpatient psychiatric', 'inpatient substance use')
    and claim.claim_service <> 'Residential treatment'
  group by all
),

ordered_claim as (
  select
    *,
    greatest(given_end_date, start_date) as end_date,
    row_number() over (
      partition by person_key
      order by start_date, greatest(given_end_date, start_date), source_key, claim_id
    ) as claim_order
  from stay_claim
  where start_date is not null
),

-- A claim goes on with a stay of the same hospital where they overlap, share a day of admission or of discharge, or
-- the patient was still there (30); the day of discharge alone is no overlap. It goes on with a stay of any hospital
-- that sent the patient on to acute care. An unknown hospital can be any.
continuation as (
  select
    later.person_key,
    later.claim_order,
    max(earlier.claim_order) as prior_order
  from ordered_claim as later
  join ordered_claim as earlier
    on earlier.person_key = later.person_key
    and earlier.is_newborn = later.is_newborn
    and earlier.claim_order < later.claim_order
  where
    (
      coalesce(earlier.facility = later.facility, true)
      and (
        later.start_date < earlier.end_date
        or later.start_date = earlier.start_date
        or (later.start_date = earlier.end_date and later.end_date = earlier.end_date)
        or (earlier.disposition = '30' and later.start_date <= earlier.end_date + 1)
      )
    )
    or (
      earlier.disposition in ('02', '05', '43', '65', '66', '82', '85', '88', '93', '94')
      and later.start_date <= earlier.end_date + 1
    )
  group by
    later.person_key,
    later.claim_order
),

chain as (
  select
    claim.person_key,
    claim.claim_order,
    claim.claim_order as first_order
  from ordered_claim as claim
  anti join continuation using (person_key, claim_order)
  union all
  select
    continuation.person_key,
    continuation.claim_order,
    chain.first_order
  from continuation
  join chain
    on chain.person_key = continuation.person_key
    and chain.claim_order = continuation.prior_order
),

stay as (
  select
    claim.person_key,
    claim.is_newborn,
    min(claim.start_date) as start_date,
    max(claim.end_date) as end_date,
    arg_min(claim.facility, claim.claim_order) as facility,
    arg_min(claim.claim_service, claim.claim_order) as service,
    arg_min(claim.drg_code, claim.claim_order) as drg_code,
    arg_max(claim.disposition, claim.claim_order) as disposition,
    min(claim.network_tier) as network_tier,
    count(*) as claims
  from ordered_claim as claim
  join chain using (person_key, claim_order)
  group by
    claim.person_key,
    claim.is_newborn,
    chain.first_order
),

emergency_claim as (
  select
    claim.person_key,
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
    min(claim.network) as network_tier
  from core.medical_claim as claim
  where
    claim.is_emergency
    and claim.service_date is not null
  group by
    claim.person_key,
    claim.setting,
    claim.data_source,
    claim.claim_id
),

emergency_order as (
  select
    *,
    greatest(given_end_date, start_date) as end_date,
    max(greatest(given_end_date, start_date)) over (
      partition by person_key
      order by start_date, given_end_date, setting, facility, network_tier
      rows between unbounded preceding and 1 preceding
    ) as reached
  from emergency_claim
),

emergency_number as (
  select
    *,
    count_if(reached is null or start_date > reached + 1) over (
      partition by person_key
      order by start_date, given_end_date, setting, facility, network_tier
      rows unbounded preceding
    ) as visit_number
  from emergency_order
),

emergency_visit as (
  select
    person_key,
    min(start_date) as start_date,
    max(end_date) as end_date,
    max(facility) filter (where setting <> 'professional') as facility,
    min(network_tier) as network_tier,
    bool_or(setting = 'inpatient facility') as is_on_inpatient_claim,
    bool_or(setting = 'outpatient facility') as has_own_facility_claim,
    count(*) as claims
  from emergency_number
  group by
    person_key,
    visit_number
),

-- A visit belongs to a stay that it overlaps. Where the hospital put it on the bill of the stay, only professionals
-- bill for it, and often for the day before.
admitted_visit as (
  select distinct
    visit.person_key,
    visit.start_date
  from emergency_visit as visit
  join stay
    on stay.person_key = visit.person_key
    and not stay.is_newborn
    and (visit.start_date < stay.end_date or visit.start_date = stay.start_date)
    and (
      visit.end_date >= stay.start_date
      or (not visit.has_own_facility_claim and visit.end_date = stay.start_date - 1)
    )
),

encounter as (
  select
    person_key,
    case when is_newborn then 'newborn admission' else 'admission' end as kind,
    start_date,
    end_date,
    greatest(end_date - start_date, 1) as days,
    facility,
    service,
    drg_code,
    disposition,
    network_tier,
    claims,
    cast(null as boolean) as ended_in_admission
  from stay
  union all
  select
    visit.person_key,
    'emergency visit',
    visit.start_date,
    visit.end_date,
    null,
    visit.facility,
    'Emergency department',
    null,
    null,
    visit.network_tier,
    visit.claims,
    visit.is_on_inpatient_claim or admitted_visit.person_key is not null
  from emergency_visit as visit
  left join admitted_visit using (person_key, start_date)
)

select
  person.person_id,
  encounter.*
from encounter
join marts.person using (person_key)
order by
  encounter.start_date,
  encounter.kind,
  encounter.person_key,
  encounter.end_date,
  encounter.facility,
  encounter.claims
