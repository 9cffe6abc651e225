/*
check: no-dollars
title: No row gives any dollars
severity: stop
kind: set
tables: [medical_claim, pharmacy_claim]
some: [paid_amount, allowed_amount, charge_amount]
with: [work.file_sheet]
message: "A file of {table} gives no dollars on any row: nothing paid, allowed or charged."
remedy: "The columns of the amounts are empty, or others are mapped. Look at the mapping, or ask the vendor for the file again."
source: "Planlens, from files as they arrive"
*/
select
  source_file,
  null as source_row
from work.file_sheet
where
  table_name = '{table}'
  and paid_given + allowed_given + charge_given = 0
