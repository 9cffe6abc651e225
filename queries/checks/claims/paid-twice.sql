/*
check: paid-twice
title: A claim paid again under another number
severity: warn
kind: set
tables: [medical_claim]
columns: [claim_id, person_id, claim_start_date, charge_amount, allowed_amount]
with: [work.claim_version]
message: "{rows} of {of} {of: row|rows}, {amount} paid, {rows: is|are} of claims of which every line was paid before under another number."
remedy: "Have the vendor take the payments back: person, biller, day, service, units and amounts are the same."
source: "Planlens, duplicate claims"
*/
-- A single line alike within a claim is chance; both claims have to stand. What stands dozens of times alike is the
-- vendor's way of writing, and its pairs grow with the square.
with line as materialized (
  select
    claim.load_number,
    claim.source_file,
    claim.source_row,
    claim.claim_id,
    claim.paid_date,
    claim.paid_amount,
    coalesce(version.claim_root, claim.claim_id) as claim_root,
    claim.data_source,
    hash(
      claim.person_id, claim.billing_npi, claim.claim_type, coalesce(claim.claim_line_start_date, claim.claim_start_date),
      claim.hcpcs_code, claim.revenue_center_code, claim.service_unit_quantity, claim.charge_amount, claim.allowed_amount
    ) as alike
  from loads.medical_claim as claim
  left join work.claim_version as version
    on version.benefit = 'medical'
    and version.load_number = claim.load_number
    and version.source_file = claim.source_file
    and version.source_row = claim.source_row
  where
    coalesce(version.is_final, true)
    and not is_unpaid(claim.claim_status)
    and claim.charge_amount > 0
),

shared as (
  select alike
  from line
  group by alike
  having
    min(claim_root) <> max(claim_root)
    and count(*) <= 40
),

candidate as materialized (
  select *
  from line
  semi join shared using (alike)
),

pair as (
  select
    later.data_source,
    later.claim_id,
    earlier.claim_root as earlier_claim,
    count(distinct (later.load_number, later.source_file, later.source_row)) as lines_alike
  from candidate as later
  join candidate as earlier
    on earlier.alike = later.alike
    and earlier.claim_root <> later.claim_root
    and (coalesce(earlier.paid_date, date '1900-01-01'), earlier.claim_id) < (coalesce(later.paid_date, date '1900-01-01'), later.claim_id)
  group by all
),

again as (
  select distinct
    pair.data_source,
    pair.claim_id
  from pair
  join (
    select
      data_source,
      claim_id,
      count(*) as lines
    from line
    semi join pair using (claim_id)
    group by all
  ) as claim
    on claim.claim_id = pair.claim_id
    and claim.data_source is not distinct from pair.data_source
    and claim.lines = pair.lines_alike
)

select
  line.source_file,
  line.source_row,
  line.paid_amount as amount
from line
join again
  on again.claim_id = line.claim_id
  and again.data_source is not distinct from line.data_source
where line.load_number = 2147483647
