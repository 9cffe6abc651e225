/*
check: billing-provider-missing
title: A line without its billing provider
severity: warn
kind: row
tables: [medical_claim]
columns: [billing_npi]
amount: paid_amount
threshold: 0.01
message: "{rows} of {of} {of: row|rows} ({share}) {rows: does|do} not say who billed ({amount})."
remedy: "Ask the vendor for the billing provider's number; provider reports leave them out."
source: "Tuva Project 0.18, data quality checks"
*/
billing_npi is null
