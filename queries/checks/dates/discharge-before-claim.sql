/*
check: discharge-before-claim
title: Discharged before the claim begins
severity: warn
kind: row
tables: [medical_claim]
columns: [discharge_date, claim_start_date]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a discharge before the first day of the claim."
remedy: "Look whether admission and discharge are mapped to each other."
source: "Tuva Project 0.18, data quality checks"
*/
discharge_date < claim_start_date
