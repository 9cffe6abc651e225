/*
check: fill-in-the-future
title: A fill on a day that lies ahead
severity: warn
kind: row
tables: [pharmacy_claim]
columns: [dispensing_date]
amount: paid_amount
message: "{rows} of {of} {of: fill|fills} {rows: is|are} of days to come ({amount})."
remedy: "Look whether the year is read rightly; ask the vendor where it is."
source: "Tuva Project 0.18, data quality checks"
*/
dispensing_date > current_date
