/*
check: paid-before-fill
title: Paid before the drug was dispensed
severity: warn
kind: row
tables: [pharmacy_claim]
columns: [paid_date, dispensing_date]
amount: paid_amount
message: "{rows} of {of} {of: fill|fills} {rows: was|were} paid before {rows: it was|they were} dispensed ({amount})."
remedy: "Look whether the two dates are mapped to each other, or day and month are taken for one another."
source: "Tuva Project 0.18, data quality checks"
*/
paid_date < dispensing_date
