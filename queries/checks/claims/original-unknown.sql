/*
check: original-unknown
title: An adjustment of a claim that is not there
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [claim_id, original_claim_id]
message: "{rows} of {of} {of: row|rows} ({amount}) {rows: adjusts|adjust} a claim that was never loaded."
remedy: "It may be in a file that is not loaded. Until then the adjustment counts as a claim of its own."
source: "Planlens, from files as they arrive; every version is kept"
*/
select
  source_file,
  source_row,
  paid_amount as amount
from staged.{table} as line
where
  original_claim_id <> claim_id
  and not is_reversal(line_type)
  and not is_reversal(claim_status)
  and not exists (
    from known.{table} as original
    where
      original.claim_id = line.original_claim_id
      and original.data_source is not distinct from line.data_source
  )
