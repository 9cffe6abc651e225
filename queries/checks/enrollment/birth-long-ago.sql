/*
check: birth-long-ago
title: Born more than 115 years ago
severity: warn
kind: row
tables: [eligibility]
columns: [birth_date]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a birth date before 1911."
remedy: "1900-01-01 often stands for a date that is not known; ask for the right one."
source: "Tuva Project 0.18, data quality checks"
*/
birth_date < date '1911-01-01'
