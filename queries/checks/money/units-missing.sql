/*
check: units-missing
title: No units on a paid line
severity: warn
kind: row
tables: [medical_claim]
columns: [service_unit_quantity, paid_amount]
threshold: 0.05
message: "{rows} of {of} {of: row|rows} ({share}) {rows: pays|pay} for no units of service."
remedy: "Use per unit and price trends leave them out. Ask the vendor for the units."
source: "Published checks of claims intake; see also Tuva Project 0.18, data quality checks"
*/
paid_amount > 0
and coalesce(service_unit_quantity, 0) = 0
