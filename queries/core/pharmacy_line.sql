/*
table: core.pharmacy_line
absent: loads.pharmacy_claim
needs: [loads.pharmacy_claim, work.claim_version, core.network, core.service_category, marts.person, reference.word]
grain: one row per fill line as it was loaded; every version, denied and pended lines included
why: one service date and one word for each state, whatever the source writes; written once, read as core.pharmacy_claim_version and core.pharmacy_claim
*/
with line as not materialized (
  select
    l.* replace (
      coalesce(claim_status.meaning, lower(l.claim_status)) as claim_status,
      coalesce(brand_generic.meaning, l.brand_generic) as brand_generic,
      coalesce(specialty.meaning, lower(l.specialty)) as specialty,
      coalesce(channel.meaning, l.channel) as channel
    ),
    network.network,
    l.dispensing_date as service_date,
    coalesce(claim_status.meaning, lower(l.claim_status), 'paid') not in ('denied', 'pended') as is_paid
  from loads.pharmacy_claim as l
  left join reference.word as claim_status
    on claim_status.field = 'claim_status'
    and claim_status.word = lower(l.claim_status)
  left join reference.word as brand_generic
    on brand_generic.field = 'brand_generic'
    and brand_generic.word = lower(l.brand_generic)
  left join reference.word as specialty
    on specialty.field = 'yes_no'
    and specialty.word = lower(l.specialty)
  left join reference.word as channel
    on channel.field = 'channel'
    and channel.word = lower(l.channel)
  join core.network
    on network.network_tier is not distinct from l.network_tier
    and network.in_network_flag is not distinct from l.in_network_flag
)

select
  line.*,
  cast(date_trunc('month', line.service_date) as date) as incurred_month,
  cast(date_trunc('month', line.paid_date) as date) as paid_month,
  case
    when coalesce(line.deductible_amount, line.copayment_amount, line.coinsurance_amount) is not null
      then coalesce(line.deductible_amount, 0) + coalesce(line.copayment_amount, 0) + coalesce(line.coinsurance_amount, 0)
  end as member_cost,
  person.person_key,
  coalesce(version.claim_root, line.claim_id) as claim_root,
  line.is_paid and coalesce(version.is_final, true) as is_final,
  service.service_rank
from line
join marts.person
  on person.person_id = coalesce(line.person_id, '(not given)')
join core.service_category as service
  on service.service = case
    when line.specialty = 'yes' then 'Specialty drugs'
    when line.brand_generic = 'Generic' then 'Generic drugs'
    when line.brand_generic = 'Brand' then 'Brand drugs'
    else 'Drugs of no stated class'
  end
left join work.claim_version as version
  on version.benefit = 'pharmacy'
  and version.source_row = line.source_row
  and version.source_file = line.source_file
  and version.load_number = line.load_number
