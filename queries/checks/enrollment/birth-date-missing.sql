/*
check: birth-date-missing
title: No birth date
severity: warn
kind: row
tables: [eligibility]
columns: [birth_date]
message: "{rows} of {of} {of: row|rows} {rows: has|have} no birth date."
remedy: "These persons have no age in any report. Ask for it."
source: "Tuva Project 0.18, data quality checks"
*/
birth_date is null
