/*
check: bill-type-missing
title: A facility claim without a bill type
severity: warn
kind: row
tables: [medical_claim]
columns: [claim_type, bill_type_code]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: is|are} of facility claims without a bill type ({amount})."
remedy: "Inpatient and outpatient cannot be told apart. Ask the vendor for the bill type."
source: "Tuva Project 0.18, data quality checks"
*/
claim_type = 'institutional'
and bill_type_code is null
