/*
check: reversal-without-original
title: A reversal of nothing
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [claim_id, claim_line_number, paid_amount]
with: [work.versioned_line]
message: "{rows} of {of} {of: row|rows} {rows: is a reversal|are reversals} ({amount}) of a line that was never loaded."
remedy: "What it takes back may be in a file that is not loaded: load it, or the dollars of its months are too low."
source: "Planlens, from files as they arrive; every version is kept"
*/
select
  line.source_file,
  line.source_row,
  line.paid_amount as amount
from work.versioned_line as line
where
  line.benefit || '_claim' = '{table}'
  and line.load_number = 2147483647
  and line.is_called_reversal
  and not exists (
    from work.versioned_line as earlier
    where
      earlier.benefit = line.benefit
      and earlier.data_source is not distinct from line.data_source
      and earlier.claim_root = line.claim_root
      and earlier.claim_line_number = line.claim_line_number
      and not earlier.is_called_reversal
  )
