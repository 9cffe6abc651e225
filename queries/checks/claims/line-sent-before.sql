/*
check: line-sent-before
title: A line that an earlier load has
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [claim_id, claim_line_number]
with: ["held.{table}"]
message: "{rows} of {of} {of: row|rows} ({share}, {amount} paid) {rows: has|have} the claim, line, version and day of decision of a row of an earlier load, and yet {rows: is|are} not the same."
remedy: "Where the file states earlier months anew, load it with --mode replace-period or replace-all."
source: "CMS T-MSIS, keys of claim headers and lines"
*/
select
  source_file,
  source_row,
  paid_amount as amount
from staged.{table} as line
where
  exists (
    from held.{table} as earlier
    where
      earlier.claim_id = line.claim_id
      and earlier.claim_line_number = line.claim_line_number
      and earlier.data_source is not distinct from line.data_source
      and earlier.claim_version is not distinct from line.claim_version
      and earlier.line_type is not distinct from line.line_type
      and coalesce(earlier.adjudicated_date, earlier.paid_date) is not distinct from coalesce(line.adjudicated_date, line.paid_date)
      and sign(earlier.paid_amount) is not distinct from sign(line.paid_amount)
  )
  and not exists (
    from work.repeats as twin
    where
      twin.table_name = '{table}'
      and twin.source_file = line.source_file
      and twin.source_row = line.source_row
  )
