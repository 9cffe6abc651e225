/*
check: admission-after-claim
title: Admitted after the claim ends
severity: warn
kind: row
tables: [medical_claim]
columns: [admission_date, claim_end_date]
message: "{rows} of {of} {of: row|rows} {rows: has|have} an admission after the last day of the claim."
remedy: "Look whether admission and discharge are mapped to each other."
source: "Tuva Project 0.18, data quality checks"
*/
admission_date > claim_end_date
