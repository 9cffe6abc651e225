/*
check: cost-beyond-belief
title: A cost per member that cannot be
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [paid_amount]
with: [work.coverage, work.service_month]
message: "In {rows} {rows: month|months} of service more than $10,000 a member and month was paid: {what}."
remedy: "Amounts may be cents, or the enrollment of these months is not loaded."
source: "Tuva Project 0.18: average cost per member month above 10,000"
*/
select
  null as source_file,
  null as source_row,
  paid_amount as amount,
  strftime(month, '%Y-%m') as what
from work.service_month
where
  table_name = '{table}'
  and is_staged
  and paid_amount / members > 10000
