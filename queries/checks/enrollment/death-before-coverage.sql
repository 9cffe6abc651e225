/*
check: death-before-coverage
title: Dead before coverage
severity: warn
kind: row
tables: [eligibility]
columns: [death_date, enrollment_start_date]
message: "{rows} of {of} {of: span|spans} {rows: begins|begin} after the person's death."
remedy: "Ask for the right date; the span counts months that nobody lived."
source: "Tuva Project 0.18, data quality checks"
*/
death_date < enrollment_start_date
