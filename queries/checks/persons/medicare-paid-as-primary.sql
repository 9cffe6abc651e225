/*
check: medicare-paid-as-primary
title: Paid first where Medicare pays first
severity: warn
kind: set
tables: [medical_claim]
columns: [person_id, claim_start_date, allowed_amount, cob_amount]
with: [work.not_final, work.coverage]
message: "{rows} of {of} {of: row|rows}, {amount} paid, left nothing to Medicare for members for whom it pays first."
remedy: "Have the vendor take the payments back and bill Medicare."
source: "Planlens, coordination of benefits"
*/
with medicare as (
  select distinct
    person_id,
    first_day,
    last_day
  from work.coverage
  where regexp_matches(lower(plan), 'medicare|medigap')
)

select
  claim.source_file,
  claim.source_row,
  claim.paid_amount as amount
from staged.medical_claim as claim
anti join work.not_final as version
  on version.benefit = 'medical'
  and version.source_file = claim.source_file
  and version.source_row = claim.source_row
semi join medicare
  on medicare.person_id = claim.person_id
  and claim.claim_start_date between medicare.first_day and medicare.last_day
where
  not is_unpaid(claim.claim_status)
  and claim.cob_amount = 0
  and claim.allowed_amount > 0
  and (claim.plan is null or regexp_matches(lower(claim.plan), 'medicare|medigap'))
