/*
check: paid-without-charge
title: Paid where nothing was charged
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim]
columns: [paid_amount, charge_amount]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: pays|pay} {amount} on a charge of nothing."
remedy: "Ask the vendor for the charge; capitation belongs in a file of its own."
source: "Published checks of claims intake; see also Tuva Project 0.18, data quality checks"
*/
charge_amount = 0
and paid_amount > 0
