/*
check: diagnosis-missing
title: A line without a diagnosis
severity: warn
kind: row
tables: [medical_claim]
columns: [diagnosis_code_1]
threshold: 0.01
message: "{rows} of {of} {of: row|rows} ({share}) {rows: has|have} no diagnosis."
remedy: "Ask the vendor for it; conditions and programs rest on it."
source: "Tuva Project 0.18, data quality checks"
*/
diagnosis_code_1 is null
