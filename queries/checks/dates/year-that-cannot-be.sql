/*
check: year-that-cannot-be
title: A year that cannot be right
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim, eligibility]
over: rejected
message: "{rows} {rows: row|rows} {rows: was|were} left out because of a year such as 0024 or 3024."
remedy: "They are among the rejected rows: mend them and load them again."
source: "Tuva Project 0.18, data quality checks"
*/
contains(reject_reason, ': a year that cannot be right')
