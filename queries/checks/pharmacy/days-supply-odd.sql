/*
check: days-supply-odd
title: Days of supply that cannot be right
severity: warn
kind: row
tables: [pharmacy_claim]
columns: [days_supply, paid_amount]
message: "{rows} of {of} {of: fill|fills} {rows: lasts|last} no days, or more than a year."
remedy: "Ask the vendor; adherence and use by days leave them out."
source: "Tuva Project 0.18, data quality checks"
*/
coalesce(days_supply, 0) = 0
or abs(days_supply) > 366
or (days_supply < 0 and paid_amount > 0)
