/*
check: nobody-named
title: No row names a person
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
with: [work.file_sheet]
message: "A file of {table} names no person on any row, so that none of its rows can be matched with the enrollment."
remedy: "Map the column of the person or of the member, or ask the vendor for it."
source: "Planlens, from files as they arrive"
*/
select
  source_file,
  null as source_row
from work.file_sheet
where
  table_name = '{table}'
  and person_given = 0
