/*
check: coverage-after-death
title: Covered after death
severity: warn
kind: row
tables: [eligibility]
columns: [death_date, enrollment_end_date]
message: "{rows} of {of} {of: span|spans} {rows: goes|go} on for more than a month after the person's death."
remedy: "Ask the enrollment system to end them; premium may be owed back."
source: "Tuva Project 0.18, data quality checks"
*/
coalesce(enrollment_end_date, date '9999-12-31') > death_date + 31
