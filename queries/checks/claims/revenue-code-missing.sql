/*
check: revenue-code-missing
title: A facility line without a revenue code
severity: warn
kind: row
tables: [medical_claim]
columns: [claim_type, revenue_center_code]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: is a facility line|are facility lines} without a revenue code ({amount})."
remedy: "Ask the vendor for it; the emergency room, for one, is known by it."
source: "Tuva Project 0.18, data quality checks"
*/
claim_type = 'institutional'
and revenue_center_code is null
