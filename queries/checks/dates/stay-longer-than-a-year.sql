/*
check: stay-longer-than-a-year
title: A stay of more than a year
severity: warn
kind: row
tables: [medical_claim]
columns: [admission_date, discharge_date]
threshold: 0
message: "{rows} of {of} {of: row|rows} {rows: is|are} of stays of more than a year."
remedy: "Look whether the year of one of the dates is mistyped."
source: "Published checks of claims intake; see also Tuva Project 0.18, data quality checks"
*/
discharge_date - admission_date > 366
