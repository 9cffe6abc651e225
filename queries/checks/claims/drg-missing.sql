/*
check: drg-missing
title: A stay without a diagnosis-related group
severity: warn
kind: row
tables: [medical_claim]
columns: [bill_type_code, drg_code]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: is|are} of hospital stays without a group ({amount})."
remedy: "Ask the vendor for it; medical and surgical stays cannot be told apart."
source: "Tuva Project 0.18, data quality checks"
*/
drg_code is null
and left(ltrim(bill_type_code, '0'), 2) = '11'
