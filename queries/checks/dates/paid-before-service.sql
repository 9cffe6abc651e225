/*
check: paid-before-service
title: Paid before the day of service
severity: warn
kind: row
tables: [medical_claim]
columns: [paid_date, claim_start_date]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: was|were} paid before the service was given ({amount})."
remedy: "Look whether the two dates are mapped to each other, or day and month are taken for one another."
source: "Tuva Project 0.18, data quality checks"
*/
paid_date < claim_start_date
