/*
check: rebate-without-fill
title: A rebate for a fill that is not there
severity: warn
kind: set
tables: [pharmacy_rebate]
columns: [claim_id, rebate_amount]
with: [pharmacy_claim]
message: "{rows} of {of} {of: rebate|rebates} ({amount}) {rows: is|are} for fills that are not loaded."
remedy: "Load the pharmacy claims of the quarter, or ask the vendor for them."
source: "Planlens, from files as they arrive"
*/
select
  source_file,
  source_row,
  rebate_amount as amount
from staged.pharmacy_rebate
anti join known.pharmacy_claim as fill
  on fill.claim_id = pharmacy_rebate.claim_id
