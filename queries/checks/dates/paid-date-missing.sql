/*
check: paid-date-missing
title: Paid without a paid date
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim]
columns: [paid_amount, paid_date]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: pays|pay} {amount} and {rows: says|say} on no day."
remedy: "Cash reports leave them out of every month. Ask the vendor for the paid date, or map the check date to it."
source: "Tuva Project 0.18, data quality checks"
*/
paid_date is null and paid_amount <> 0
