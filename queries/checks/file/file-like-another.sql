/*
check: file-like-another
title: A file that is like another of the load
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [claim_id, paid_amount]
with: [work.file_sheet]
message: "{rows} {rows: file|files} of {table} {rows: has|have} as many rows and as many dollars as another of the load ({amount})."
remedy: "The same file may have come twice under two names, with a line changed. Leave one out."
source: "Planlens, from files as they arrive"
*/
select
  source_file,
  null as source_row,
  paid as amount
from work.file_sheet
where
  table_name = '{table}'
  and lines >= 20
qualify row_number() over (partition by lines, paid, allowed, claims order by source_file) > 1
