/*
check: paid-all-empty
title: No row gives a paid amount
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [paid_amount]
with: [work.file_sheet]
message: "A file of {table} says of no row what was paid."
remedy: "The column is mapped to one that is empty: look at the mapping, and at what else in the file could be the amount."
source: "Tuva Project 0.18, data quality checks; Planlens, from files as they arrive"
*/
select
  source_file,
  null as source_row,
  paid as amount
from work.file_sheet
where
  table_name = '{table}'
  and paid_given = 0
  and allowed_given = 0
