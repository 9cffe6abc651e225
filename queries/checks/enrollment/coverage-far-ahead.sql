/*
check: coverage-far-ahead
title: Coverage that begins far ahead
severity: warn
kind: row
tables: [eligibility]
columns: [enrollment_start_date]
message: "{rows} of {of} {of: span|spans} {rows: begins|begin} more than a year from now."
remedy: "Look whether the year is mistyped."
source: "Tuva Project 0.18, data quality checks"
*/
enrollment_start_date > current_date + 366
