/*
check: drug-code-missing
title: A fill without a drug code
severity: warn
kind: row
tables: [pharmacy_claim]
columns: [ndc_code]
amount: paid_amount
message: "{rows} of {of} {of: fill|fills} {rows: has|have} no drug code ({amount})."
remedy: "Ask the vendor for it: without it the drug is not known."
source: "Tuva Project 0.18, data quality checks"
*/
ndc_code is null
