/*
check: facility-fields-on-professional
title: Facility fields on a professional claim
severity: warn
kind: row
tables: [medical_claim]
columns: [claim_type]
message: "{rows} of {of} {of: row|rows} {rows: is|are} professional and {rows: has|have} a bill type, a revenue code or a diagnosis-related group."
remedy: "Look how the claim type is mapped: the service is sorted by it."
source: "Tuva Project 0.18, data quality checks"
*/
claim_type = 'professional'
and coalesce(bill_type_code, revenue_center_code, drg_code) is not null
