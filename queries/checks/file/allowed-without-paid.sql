/*
check: allowed-without-paid
title: Allowed dollars, and none paid
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [allowed_amount]
with: [work.file_sheet]
message: "A file of {table} says what was allowed ({amount}), and of no row what the plan paid."
remedy: "Reports of paid dollars leave the file out. Map the column of what was paid, or ask the vendor for it."
source: "Planlens, from files as they arrive"
*/
select
  source_file,
  null as source_row,
  allowed as amount
from work.file_sheet
where
  table_name = '{table}'
  and paid_given = 0
  and allowed_given > 0
