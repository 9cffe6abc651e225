/*
check: procedure-missing
title: A professional line without a procedure
severity: warn
kind: row
tables: [medical_claim]
columns: [claim_type, hcpcs_code]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: is a professional line|are professional lines} without a procedure code ({amount})."
remedy: "Ask the vendor for it: without a code the service is not known."
source: "Tuva Project 0.18, data quality checks"
*/
claim_type = 'professional'
and hcpcs_code is null
