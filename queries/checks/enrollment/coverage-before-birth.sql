/*
check: coverage-before-birth
title: Covered before birth
severity: warn
kind: row
tables: [eligibility]
columns: [birth_date, enrollment_start_date]
message: "{rows} of {of} {of: span|spans} {rows: begins|begin} more than a month before the person is born."
remedy: "A newborn's month may begin before the birth, no more. Look at both dates."
source: "Published checks of claims intake; see also Tuva Project 0.18, data quality checks"
*/
enrollment_start_date < birth_date - 31
