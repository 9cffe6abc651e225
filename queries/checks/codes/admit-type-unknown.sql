/*
check: admit-type-unknown
title: An admission type that is none
severity: warn
kind: value
tables: [medical_claim]
columns: [admit_type_code]
message: "{rows} of {of} {of: row|rows} {rows: has|have} an admission type that there is not: {what}."
remedy: "1 to 5, or 9 where it is not known. Translate the vendor's own in the mapping."
source: "Uniform bill, codes only; Tuva Project 0.18, data quality checks"
*/
ltrim(value, '0') not in ('1', '2', '3', '4', '5', '9')
