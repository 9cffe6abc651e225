/*
check: service-in-the-future
title: A day of service that lies ahead
severity: warn
kind: row
tables: [medical_claim]
columns: [claim_start_date]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: is|are} of services on days to come ({amount})."
remedy: "Look whether the year is read rightly; ask the vendor where it is."
source: "Tuva Project 0.18, data quality checks"
*/
claim_start_date > current_date
