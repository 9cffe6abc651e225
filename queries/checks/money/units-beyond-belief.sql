/*
check: units-beyond-belief
title: Units beyond belief
severity: warn
kind: row
tables: [medical_claim]
columns: [service_unit_quantity]
message: "{rows} of {of} {of: row|rows} {rows: has|have} more than 100,000 units."
remedy: "Look whether the units have lost their decimal point."
source: "Published checks of claims intake; see also Tuva Project 0.18, data quality checks"
*/
abs(service_unit_quantity) > 100000
