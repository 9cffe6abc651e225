/*
check: dates-unreadable
title: Dates that cannot be read
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim, eligibility]
over: rejected
message: "{rows} {rows: row|rows} {rows: was|were} left out because a date cannot be read."
remedy: "Say in the mapping how dates are written, such as MM/DD/YYYY, and load the file again."
source: "Published checks of claims intake; see also Tuva Project 0.18, data quality checks"
*/
contains(reject_reason, ': not a date written')
