/*
check: paid-without-cents
title: Amounts without cents
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [paid_amount]
with: [work.file_sheet]
message: "A file of {table} has hardly an amount with cents."
remedy: "They may be cents without the point: say in the mapping that two decimals are implied. Amounts that were rounded do not agree with the vendor's totals."
source: "Tuva Project 0.18, data quality checks; Planlens, from files as they arrive"
*/
select
  source_file,
  null as source_row,
  paid as amount
from work.file_sheet
where
  table_name = '{table}'
  and paid_lines >= 50
  and whole_dollars > 0.9 * paid_lines
