/*
table: core.pharmacy_claim_version
needs: [loads.pharmacy_claim, reference.word]
grain: one row per fill line as it was loaded; every version, denied and pended lines included
why: one service date and one word for each state, whatever the source writes
*/
with line as not materialized (
  select
    l.* replace (
      coalesce(claim_status.meaning, lower(l.claim_status)) as claim_status,
      coalesce(brand_generic.meaning, l.brand_generic) as brand_generic,
      coalesce(specialty.meaning, lower(l.specialty)) as specialty,
      coalesce(channel.meaning, l.channel) as channel
    ),
    coalesce(network.meaning, l.network_tier, network_flag.meaning, '(not given)') as network,
    l.dispensing_date as service_date,
    coalesce(reversal_type.meaning, reversal_status.meaning) is not null as is_called_reversal
  from loads.pharmacy_claim as l
  left join reference.word as claim_status
    on claim_status.field = 'claim_status'
    and claim_status.word = lower(l.claim_status)
  left join reference.word as reversal_type
    on reversal_type.field = 'reversal'
    and reversal_type.word = lower(l.line_type)
  left join reference.word as reversal_status
    on reversal_status.field = 'reversal'
    and reversal_status.word = lower(l.claim_status)
  left join reference.word as brand_generic
    on brand_generic.field = 'brand_generic'
    and brand_generic.word = lower(l.brand_generic)
  left join reference.word as specialty
    on specialty.field = 'yes_no'
    and specialty.word = lower(l.specialty)
  left join reference.word as channel
    on channel.field = 'channel'
    and channel.word = lower(l.channel)
  left join reference.word as network
    on network.field = 'in_network'
    and network.word = lower(l.network_tier)
  left join reference.word as network_flag
    on network_flag.field = 'in_network'
    and network_flag.word = lower(l.in_network_flag)
)

select
  * exclude (is_called_reversal),
  cast(date_trunc('month', service_date) as date) as incurred_month,
  cast(date_trunc('month', paid_date) as date) as paid_month,
  case
    when coalesce(deductible_amount, copayment_amount, coinsurance_amount) is not null
      then coalesce(deductible_amount, 0) + coalesce(copayment_amount, 0) + coalesce(coinsurance_amount, 0)
  end as member_cost,
  case
    when specialty = 'yes' then 'Specialty drugs'
    when brand_generic = 'Generic' then 'Generic drugs'
    when brand_generic = 'Brand' then 'Brand drugs'
    else 'Drugs of no stated class'
  end as service,
  -- A fill counts one and its reversal takes it back. What a plan pays may be negative on a true fill, where the copay
  -- is more than the price, so it is asked last.
  case
    when is_called_reversal or quantity < 0 then -1
    when coalesce(nullif(allowed_amount, 0), nullif(charge_amount, 0), nullif(paid_amount, 0)) < 0 then -1
    else 1
  end as fills
from line
