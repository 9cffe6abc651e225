/*
table: work.encounter_claim
needs: [work.encounter, work.stay, work.stay_claim]
grain: one row per facility claim of a stay, with all its versions
why: the facility's own lines belong to the stay whatever their dates say
*/
with ordered as (
  select
    person_key,
    kind,
    first_order,
    unnest(claim_orders) as claim_order
  from work.stay
)

select
  claim.source_key,
  claim.claim_root,
  min(encounter.encounter_key) as encounter_key
from work.stay_claim as claim
join ordered using (person_key, kind, claim_order)
join work.encounter
  on encounter.person_key = ordered.person_key
  and encounter.kind = ordered.kind
  and encounter.first_order = ordered.first_order
group by
  claim.source_key,
  claim.claim_root
