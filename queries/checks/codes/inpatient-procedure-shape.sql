/*
check: inpatient-procedure-shape
title: An inpatient procedure that is none
severity: warn
kind: value
tables: [medical_claim]
columns: ["procedure_code_{1..25}"]
message: "{rows} of {of} inpatient {of: procedure|procedures} cannot be {rows: a code|codes} of the ninth or tenth edition: {what}."
remedy: "Seven characters, or of the ninth edition three or four digits. Look at the mapping."
source: "ICD-10-PCS and ICD-9-CM, shape of the codes; Tuva Project 0.18, data quality checks"
*/
not regexp_full_match(upper(value), '[0-9A-HJ-NP-Z]{7}')
and not regexp_full_match(value, '[0-9]{2}[.]?[0-9]{1,2}')
