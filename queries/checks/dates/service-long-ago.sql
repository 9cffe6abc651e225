/*
check: service-long-ago
title: A day of service long ago
severity: warn
kind: row
tables: [medical_claim]
columns: [claim_start_date]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: is|are} of services before 1995 ({amount})."
remedy: "Look whether the year is read rightly: 1900 often stands for a date that is not known."
source: "Tuva Project 0.18, data quality checks"
*/
claim_start_date < date '1995-01-01'
