/*
check: death-before-birth
title: Dead before birth
severity: warn
kind: row
tables: [eligibility]
columns: [death_date, birth_date]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a death before the birth."
remedy: "Look whether the two dates are mapped to each other."
source: "Tuva Project 0.18, data quality checks"
*/
death_date < birth_date
