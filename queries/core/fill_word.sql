/*
table: work.fill_word
enums: [network_tier, line_type, claim_version, plan, state]
needs: [loads.pharmacy_claim, core.network, core.service_category, reference.word]
grain: one row per state, class, channel and network as a source writes them on one fill
why: one word for each, found once for each combination and not on every line
*/
with source as (
  select
    claim_status,
    brand_generic,
    specialty,
    channel,
    network_tier,
    in_network_flag,
    line_type,
    claim_version,
    plan
  from loads.pharmacy_claim
  group by all
),

worded as (
  select
    source.*,
    coalesce(claim_status.meaning, lower(source.claim_status)) as state,
    coalesce(claim_status.meaning, lower(source.claim_status), 'paid') not in ('denied', 'pended') as is_paid,
    coalesce(brand_generic.meaning, source.brand_generic) as kind,
    coalesce(specialty.meaning, lower(source.specialty)) as is_specialty,
    coalesce(channel.meaning, source.channel) as way,
    network.network
  from source
  left join reference.word as claim_status
    on claim_status.field = 'claim_status'
    and claim_status.word = lower(source.claim_status)
  left join reference.word as brand_generic
    on brand_generic.field = 'brand_generic'
    and brand_generic.word = lower(source.brand_generic)
  left join reference.word as specialty
    on specialty.field = 'yes_no'
    and specialty.word = lower(source.specialty)
  left join reference.word as channel
    on channel.field = 'channel'
    and channel.word = lower(source.channel)
  join core.network
    on network.network_tier is not distinct from source.network_tier
    and network.in_network_flag is not distinct from source.in_network_flag
)

select
  worded.*,
  service.service_rank
from worded
join core.service_category as service
  on service.service = case
    when is_specialty = 'yes' then 'Specialty drugs'
    when kind = 'Generic' then 'Generic drugs'
    when kind = 'Brand' then 'Brand drugs'
    else 'Drugs of no stated class'
  end
