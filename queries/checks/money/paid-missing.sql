/*
check: paid-missing
title: No paid amount on a paid line
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim]
columns: [paid_amount]
threshold: 0
message: "{rows} of {of} {of: row|rows} {rows: says|say} nothing of what the plan paid."
remedy: "They count as nothing paid. Where the amount stands on the claim's first line only, this is as it should be."
source: "Tuva Project 0.18, data quality checks"
*/
paid_amount is null
and not is_unpaid(claim_status)
