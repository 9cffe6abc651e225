/*
table: work.stay
needs: [work.stay_claim]
grain: one row per stay
why: what people count as an admission comes in many claims
first_order: the first claim of the stay
*/
with recursive continuation as (
  -- A claim goes on with a stay of the same facility where they overlap, share a day of admission or of discharge, or
  -- the patient was still there (30); the day of discharge alone is no overlap. It goes on with a stay of any hospital
  -- that sent the patient on to acute care. An unknown facility can be any. Nursing homes, hospices and the like bill
  -- by the month and do not always say that the patient was still there.
  select
    later.person_key,
    later.kind,
    later.claim_order,
    max(earlier.claim_order) as prior_order
  from work.stay_claim as later
  join work.stay_claim as earlier
    on earlier.person_key = later.person_key
    and earlier.kind = later.kind
    and earlier.claim_order < later.claim_order
  where
    (
      coalesce(earlier.facility = later.facility, true)
      and (
        later.start_date < earlier.end_date
        or later.start_date = earlier.start_date
        or (later.start_date = earlier.end_date and later.end_date = earlier.end_date)
        or (earlier.disposition = '30' and later.start_date <= earlier.end_date + 1)
        or (later.kind not in ('admission', 'newborn admission') and later.start_date <= earlier.end_date + 1)
      )
    )
    or (
      earlier.disposition in ('02', '05', '43', '65', '66', '82', '85', '88', '93', '94')
      and later.kind in ('admission', 'newborn admission')
      and later.start_date <= earlier.end_date + 1
    )
  group by
    later.person_key,
    later.kind,
    later.claim_order
),

chain as (
  select
    claim.person_key,
    claim.kind,
    claim.claim_order,
    claim.claim_order as first_order
  from work.stay_claim as claim
  anti join continuation using (person_key, kind, claim_order)
  union all
  select
    continuation.person_key,
    continuation.kind,
    continuation.claim_order,
    chain.first_order
  from continuation
  join chain
    on chain.person_key = continuation.person_key
    and chain.kind = continuation.kind
    and chain.claim_order = continuation.prior_order
)

select
  claim.person_key,
  claim.kind,
  chain.first_order,
  min(claim.start_date) as start_date,
  max(claim.end_date) as end_date,
  min(claim.first_service_date) as first_service_date,
  arg_min(claim.facility, claim.claim_order) as facility,
  arg_min(claim.claim_service, claim.claim_order) as service,
  arg_min(claim.drg_code, claim.claim_order) as drg_code,
  arg_min(claim.diagnosis_code, claim.claim_order) as diagnosis_code,
  arg_min(claim.admit_type_code, claim.claim_order) as admit_type_code,
  arg_min(claim.admit_source_code, claim.claim_order) as admit_source_code,
  arg_max(claim.disposition, claim.claim_order) as disposition,
  min(claim.network_tier) as network_tier,
  list(claim.claim_order order by claim.claim_order) as claim_orders,
  count(*) as claims
from work.stay_claim as claim
join chain using (person_key, kind, claim_order)
group by
  claim.person_key,
  claim.kind,
  chain.first_order
