/*
check: medical-cost-out-of-range
title: Medical cost per member out of the usual range
severity: warn
kind: set
tables: [medical_claim]
columns: [paid_amount]
with: [work.coverage, work.service_month]
message: "The plan pays for a member and month on average far from what plans of employees do ($150 to $1,800): {amount} in the months of service that are complete."
remedy: "Look whether files are missing or came twice, whether amounts are cents, and whether the enrollment of all these months is loaded."
source: "Tuva Project 0.18, reasonable ranges of commercial plans: medical 300 to 900; half of the least and twice the most"
*/
select
  null as source_file,
  null as source_row,
  sum(paid_amount) as amount
from work.service_month
where table_name = '{table}'
having
  bool_or(is_staged)
  and count(*) >= 6
  and min(members) >= 200
  and sum(paid_amount) / sum(members) not between 150 and 1800
