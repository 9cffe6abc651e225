/*
table: core.pharmacy_claim
needs: [core.pharmacy_claim_version]
grain: one row per paid fill line; a reversal is a line of its own, so that dollars add up
why: the fills that count
*/
select
  *,
  'Prescription drugs' as category
from core.pharmacy_claim_version
where coalesce(claim_status, 'paid') not in ('denied', 'pended')
