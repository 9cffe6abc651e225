/*
check: paid-all-zero
title: Every paid amount is zero
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [paid_amount]
message: "A file of {table} pays nothing on any row."
remedy: "A file of denied claims would. Otherwise look whether another column has what was paid."
source: "Tuva Project 0.18, data quality checks; Planlens, from files as they arrive"
*/
select
  source_file,
  null as source_row,
  sum(paid_amount) as amount
from staged.{table}
group by source_file
having count(*) >= 20 and count(paid_amount) > 0 and min(paid_amount) = 0 and max(paid_amount) = 0
