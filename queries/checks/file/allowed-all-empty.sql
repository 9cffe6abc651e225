/*
check: allowed-all-empty
title: No row gives an allowed amount
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [allowed_amount]
with: [work.file_sheet]
message: "A file of {table} says of no row what was allowed."
remedy: "Reports of allowed dollars leave the file out. Look at the mapping, or ask the vendor."
source: "Tuva Project 0.18, data quality checks"
*/
select
  source_file,
  null as source_row
from work.file_sheet
where
  table_name = '{table}'
  and allowed_given = 0
