/*
check: paid-over-allowed
title: Paid more than allowed
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim]
columns: [paid_amount, allowed_amount]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: pays|pay} more than the plan allows: {amount} paid on {rows: it|them}."
remedy: "Have the vendor explain it; where it is a habit, the two amounts may be mapped to each other."
source: "Tuva Project 0.18, data quality checks"
*/
abs(paid_amount) > abs(allowed_amount) + 0.01
