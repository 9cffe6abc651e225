/*
check: procedure-shape
title: A procedure code that is none
severity: warn
kind: value
tables: [medical_claim]
columns: [hcpcs_code]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a procedure code that is none: {what}."
remedy: "Five characters, such as 99213 or J1745. Look at the mapping; a modifier may hang on the code."
source: "HCPCS, shape of the codes; Tuva Project 0.18, data quality checks"
*/
not regexp_full_match(upper(value), '[0-9]{4}[0-9A-Z]|[A-Z][0-9]{4}')
