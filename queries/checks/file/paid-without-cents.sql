/*
check: paid-without-cents
title: Amounts without cents
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [paid_amount]
message: "A file of {table} has hardly an amount with cents."
remedy: "They may be cents without the point: say in the mapping that two decimals are implied. Amounts that were rounded do not agree with the vendor's totals."
source: "Tuva Project 0.18, data quality checks; Planlens, from files as they arrive"
*/
select
  source_file,
  null as source_row,
  sum(paid_amount) as amount
from staged.{table}
group by source_file
having count(*) filter (paid_amount <> 0) >= 50 and count(*) filter (paid_amount <> 0 and paid_amount % 1 = 0) > 0.9 * count(*) filter (paid_amount <> 0)
