/*
check: claim-type-undetermined
title: Claims of no certain type
severity: warn
kind: value
tables: [medical_claim]
columns: [claim_type]
threshold: 0.05
message: "{rows} of {of} {of: row|rows} ({share}) {rows: is|are} neither professional nor institutional for certain."
remedy: "The type is taken from the codes of the claim instead. Ask the vendor for it."
source: "Tuva Project 0.18, data quality checks"
*/
value = 'undetermined'
