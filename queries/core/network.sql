/*
table: core.network
enums: [network]
needs: [loads.medical_claim, loads.pharmacy_claim, reference.word]
grain: one row per network tier and network flag as the sources write them together
why: one word for the network, found once and not on every line
*/
with source as (
  select
    network_tier,
    in_network_flag
  from loads.medical_claim
  group by all
  union
  select
    network_tier,
    in_network_flag
  from loads.pharmacy_claim
  group by all
  union
  select
    null,
    null
)

select
  source.network_tier,
  source.in_network_flag,
  coalesce(network.meaning, source.network_tier, network_flag.meaning, '(not given)') as network
from source
left join reference.word as network
  on network.field = 'in_network'
  and network.word = lower(source.network_tier)
left join reference.word as network_flag
  on network_flag.field = 'in_network'
  and network_flag.word = lower(source.in_network_flag)
order by all
