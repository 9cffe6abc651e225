/*
check: birth-in-the-future
title: Born on a day that lies ahead
severity: warn
kind: row
tables: [eligibility]
columns: [birth_date]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a birth date that lies ahead."
remedy: "Years of two digits are often taken for the wrong century: say in the mapping how dates are written."
source: "Tuva Project 0.18, data quality checks"
*/
birth_date > coalesce(file_date, current_date)
