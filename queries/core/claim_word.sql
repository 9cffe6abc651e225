/*
table: work.claim_word
enums: [network_tier, state]
needs: [loads.medical_claim, core.network, reference.word]
grain: one row per claim type, state and network as a source writes them on one line of a medical claim
why: one word for each, found once for each combination and not on every line
*/
with source as (
  select
    claim_type,
    claim_status,
    network_tier,
    in_network_flag
  from loads.medical_claim
  group by all
)

select
  source.*,
  cast(claim_type.meaning as enum('institutional', 'professional')) as known_type,
  coalesce(claim_status.meaning, lower(source.claim_status)) as state,
  coalesce(claim_status.meaning, lower(source.claim_status), 'paid') not in ('denied', 'pended') as is_paid,
  network.network
from source
left join reference.word as claim_type
  on claim_type.field = 'claim_type'
  and claim_type.word = lower(source.claim_type)
left join reference.word as claim_status
  on claim_status.field = 'claim_status'
  and claim_status.word = lower(source.claim_status)
join core.network
  on network.network_tier is not distinct from source.network_tier
  and network.in_network_flag is not distinct from source.in_network_flag
