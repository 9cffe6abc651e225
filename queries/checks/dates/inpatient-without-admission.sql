/*
check: inpatient-without-admission
title: An inpatient bill without an admission
severity: warn
kind: row
tables: [medical_claim]
columns: [bill_type_code, admission_date]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: is|are} of inpatient bills that name no admission ({amount})."
remedy: "Stays are counted from the first day of the claim instead. Ask the vendor for the admission date."
source: "Tuva Project 0.18, data quality checks"
*/
admission_date is null
and left(ltrim(bill_type_code, '0'), 2) in ('11', '12', '18', '21', '41')
