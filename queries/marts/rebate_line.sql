/*
table: marts.rebate_line
needs: [core.pharmacy_rebate, core.pharmacy_claim_version, core.service_category, marts.member_stretch]
grain: one row per rebate as it was loaded
why: what a rebate belongs to is known by its fill; a rebate whose fill was not found stands in its quarter under no enrollment
has_fill: the claim that it names was found
*/
with rebated as (
  select
    row_number() over (order by load_number, source_file, source_row) as rebate_number,
    claim_id,
    ndc_code as ndc,
    coalesce(
      try_cast(concat(left(rebate_quarter, 4), '-', lpad(cast(try_cast(right(rebate_quarter, 1) as integer) * 3 - 2 as varchar), 2, '0'), '-01') as date),
      cast(date_trunc('month', received_date) as date)
    ) as quarter_month,
    received_date,
    rebate_amount as rebate
  from core.pharmacy_rebate
),

filled as (
  select
    line.claim_id,
    arg_min(
      struct_pack(
        person_key := line.person_key,
        service_date := line.service_date,
        service_rank := line.service_rank,
        network := line.network,
        ndc_code := line.ndc_code
      ),
      (line.load_number, line.source_file, line.source_row)
    ) as fill
  from core.pharmacy_claim_version as line
  semi join rebated using (claim_id)
  group by line.claim_id
)

select
  filled.fill.person_key as person_key,
  cast(date_trunc('month', coalesce(filled.fill.service_date, rebated.quarter_month)) as date) as incurred_month,
  cast(date_trunc('month', rebated.received_date) as date) as paid_month,
  rebated.received_date,
  coalesce(filled.fill.service_rank, no_class.service_rank) as service_rank,
  filled.fill.network as network_tier,
  coalesce(filled.fill.ndc_code, rebated.ndc) as ndc,
  coalesce(stretch.attribute_key, 0) as attribute_key,
  filled.claim_id is not null as has_fill,
  rebated.rebate
from rebated
join core.service_category as no_class
  on no_class.service = 'Drugs of no stated class'
left join filled using (claim_id)
left join marts.member_stretch as stretch
  on stretch.person_key = filled.fill.person_key
  and stretch.month = date_trunc('month', filled.fill.service_date)
  and filled.fill.service_date between stretch.first_day and stretch.last_day
order by
  incurred_month,
  ndc,
  person_key,
  rebated.rebate_number
