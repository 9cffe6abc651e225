/*
check: line-outside-claim
title: A line outside the days of its claim
severity: warn
kind: row
tables: [medical_claim]
columns: [claim_start_date, claim_end_date, claim_line_start_date]
amount: paid_amount
message: "{rows} of {of} {of: line|lines} {rows: begins|begin} before {rows: its|their} claim or after its end ({amount})."
remedy: "Ask the vendor which of the dates is right; services count in the month of the line."
source: "Tuva Project 0.18, data quality checks"
*/
claim_line_start_date < claim_start_date or claim_line_start_date > claim_end_date
