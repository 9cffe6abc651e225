/*
check: decided-out-of-order
title: Received, decided and paid out of order
severity: warn
kind: row
tables: [medical_claim]
columns: [received_date, adjudicated_date, paid_date]
message: "{rows} of {of} {of: row|rows} {rows: was|were} decided before {rows: it|they} came in, or paid before {rows: it was|they were} decided."
remedy: "Days to process and lag are wrong for them. Look at the mapping of the three dates."
source: "Published checks of claims intake; see also Tuva Project 0.18, data quality checks"
*/
received_date > adjudicated_date or adjudicated_date > paid_date
