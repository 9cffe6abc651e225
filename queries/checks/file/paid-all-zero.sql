/*
check: paid-all-zero
title: Every paid amount is zero
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [paid_amount]
with: [work.file_sheet]
message: "A file of {table} pays nothing on any row."
remedy: "A file of denied claims would. Otherwise look whether another column has what was paid."
source: "Tuva Project 0.18, data quality checks; Planlens, from files as they arrive"
*/
select
  source_file,
  null as source_row,
  paid as amount
from work.file_sheet
where
  table_name = '{table}'
  and lines >= 20
  and paid_given > 0
  and paid_lines = 0
