/*
check: diagnosis-of-the-old-edition
title: A diagnosis of the edition before October 2015
severity: warn
kind: row
tables: [medical_claim]
columns: [diagnosis_code_1, claim_start_date]
message: "{rows} of {of} {of: row|rows} since October 2015 {rows: has|have} a diagnosis of the ninth edition."
remedy: "Look whether another code was mapped to the diagnosis."
source: "Tuva Project 0.18, data quality checks"
*/
left(diagnosis_code_1, 1) between '0' and '9'
and claim_start_date >= date '2015-10-01'
