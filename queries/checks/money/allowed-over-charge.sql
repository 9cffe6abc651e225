/*
check: allowed-over-charge
title: Allowed more than charged
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim]
columns: [allowed_amount, charge_amount]
threshold: 0.05
message: "{rows} of {of} {of: row|rows} ({share}) {rows: allows|allow} more than was charged."
remedy: "A few stays under case rates do. Where it is many, the two amounts may be mapped to each other."
source: "Published checks of claims intake; see also Tuva Project 0.18, data quality checks"
*/
abs(allowed_amount) > abs(charge_amount) + 0.01
