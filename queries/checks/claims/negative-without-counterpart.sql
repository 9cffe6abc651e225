/*
check: negative-without-counterpart
title: A negative line that takes nothing back
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [claim_id, claim_line_number, paid_amount]
with: [work.versioned_line]
message: "{rows} of {of} {of: row|rows} {rows: is|are} negative ({amount}) and no line of that number and amount was paid before."
remedy: "Dollars add up as they are. Ask the vendor what it corrects; what it takes back may be in a file that is not loaded."
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
  and line.amount < 0
  and not line.is_called_reversal
  and not exists (
    from work.versioned_line as earlier
    where
      earlier.benefit = line.benefit
      and earlier.data_source is not distinct from line.data_source
      and earlier.claim_root = line.claim_root
      and earlier.claim_line_number = line.claim_line_number
      and earlier.amount = -line.amount
  )
