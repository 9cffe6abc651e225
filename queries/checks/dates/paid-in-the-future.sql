/*
check: paid-in-the-future
title: A paid date that lies ahead
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim]
columns: [paid_date]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: is|are} paid on days to come ({amount})."
remedy: "A check run that is planned is not paid yet: ask the vendor for paid claims only, or load the file when they are."
source: "Tuva Project 0.18, data quality checks"
*/
paid_date > current_date
