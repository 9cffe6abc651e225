/*
check: quantity-odd
title: A quantity that cannot be right
severity: warn
kind: row
tables: [pharmacy_claim]
columns: [quantity, paid_amount]
message: "{rows} of {of} {of: fill|fills} {rows: is|are} of no units, or of more than 50,000."
remedy: "Ask the vendor; the price per unit cannot be worked out."
source: "Tuva Project 0.18, data quality checks"
*/
coalesce(quantity, 0) = 0
or abs(quantity) > 50000
or (quantity < 0 and paid_amount > 0)
