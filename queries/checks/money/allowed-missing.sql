/*
check: allowed-missing
title: No allowed amount on a paid line
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim]
columns: [allowed_amount]
amount: paid_amount
message: "{rows} of {of} paid {of: row|rows} ({share}) {rows: has|have} no allowed amount ({amount} paid)."
remedy: "Reports of allowed dollars leave them out. Ask the vendor for it."
source: "Tuva Project 0.18, data quality checks"
*/
allowed_amount is null
and paid_amount <> 0
