/*
check: same-row-twice
title: The same row twice, without a line number
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [claim_id]
message: "{rows} of {of} {of: row|rows} {rows: has|have} no line number and {rows: is|are} the same throughout as another of the load ({amount})."
remedy: "They are counted as they stand. Ask the vendor whether they were sent twice, and for line numbers."
source: "CMS T-MSIS, keys of claim headers and lines"
*/
with keyed as (
  select
    source_file,
    source_row,
    paid_amount,
    hash(*columns(* exclude (source_file, source_row))) as row_key
  from staged.{table}
  where claim_line_number is null
)

select
  source_file,
  source_row,
  paid_amount as amount
from keyed
qualify row_number() over (partition by row_key order by source_file, source_row) > 1
