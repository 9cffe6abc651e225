/*
check: inpatient-without-discharge
title: A closed inpatient bill without a discharge
severity: warn
kind: row
tables: [medical_claim]
columns: [bill_type_code, discharge_date]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: is|are} of inpatient bills that are closed and name no discharge ({amount})."
remedy: "The length of these stays is not known. Ask the vendor for the discharge date."
source: "Tuva Project 0.18, data quality checks"
*/
-- The third digit 2 or 3 is a bill of a stay that goes on; 30 is a patient who is still there.
discharge_date is null
and left(ltrim(bill_type_code, '0'), 2) in ('11', '12', '18', '21', '41')
and substr(ltrim(bill_type_code, '0'), 3, 1) not in ('2', '3')
and discharge_disposition_code is distinct from '30'
