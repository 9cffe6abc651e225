/*
table: core.pharmacy_line
absent: loads.pharmacy_claim
needs: [loads.pharmacy_claim, core.person_number, work.claim_version, work.fill_word]
grain: one row per fill line as it was loaded; every version, denied and pended lines included
why: one service date and one word for each state, whatever the source writes; written once, read as core.pharmacy_claim_version and core.pharmacy_claim
source_person_id: the person's number as the source writes it, kept where another stands in its place; '' where it writes none
*/
select
  line.* replace (
    coalesce(number.other_person_id, line.person_id) as person_id,
    word.network_tier as network_tier,
    word.line_type as line_type,
    word.claim_version as claim_version,
    word.plan as plan,
    word.state as claim_status,
    word.kind as brand_generic,
    word.is_specialty as specialty,
    word.way as channel
  ),
  word.network,
  word.is_paid,
  word.service_rank,
  line.dispensing_date as service_date,
  cast(date_trunc('month', line.dispensing_date) as date) as incurred_month,
  cast(date_trunc('month', line.paid_date) as date) as paid_month,
  case
    when coalesce(line.deductible_amount, line.copayment_amount, line.coinsurance_amount) is not null
      then coalesce(line.deductible_amount, 0) + coalesce(line.copayment_amount, 0) + coalesce(line.coinsurance_amount, 0)
  end as member_cost,
  number.person_key,
  case when number.other_person_id is not null then coalesce(line.person_id, '') end as source_person_id,
  nullif(version.claim_root, line.claim_id) as claim_root,
  word.is_paid and coalesce(version.is_final, true) as is_final
from loads.pharmacy_claim as line
join work.fill_word as word
  on word.claim_status is not distinct from line.claim_status
  and word.brand_generic is not distinct from line.brand_generic
  and word.specialty is not distinct from line.specialty
  and word.channel is not distinct from line.channel
  and word.network_tier is not distinct from line.network_tier
  and word.in_network_flag is not distinct from line.in_network_flag
  and word.line_type is not distinct from line.line_type
  and word.claim_version is not distinct from line.claim_version
  and word.plan is not distinct from line.plan
join core.person_number as number
  on number.number_key = coalesce(line.person_id, '(member) ' || line.member_id, '(not given)')
left join work.claim_version as version
  on version.benefit = 'pharmacy'
  and version.source_row = line.source_row
  and version.source_file = line.source_file
  and version.load_number = line.load_number
