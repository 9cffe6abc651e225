/*
check: drug-code-shape
title: A drug code that is none
severity: warn
kind: value
tables: [pharmacy_claim]
columns: [ndc_code]
message: "{rows} of {of} {of: fill|fills} {rows: has|have} a drug code that is not one of ten or eleven digits: {what}."
remedy: "Eleven digits, or three parts with dashes between. Look at the mapping."
source: "FDA, national drug code; Tuva Project 0.18, data quality checks"
*/
not regexp_full_match(value, '[0-9]{10,11}|[0-9]{5}-[0-9]{4}-[0-9]{2}|[0-9]{4}-[0-9]{4}-[0-9]{2}|[0-9]{5}-[0-9]{3}-[0-9]{2}|[0-9]{5}-[0-9]{4}-[0-9]')
