/*
check: revenue-code-shape
title: A revenue code that is none
severity: warn
kind: value
tables: [medical_claim]
columns: [revenue_center_code]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a revenue code that is no number of up to four digits: {what}."
remedy: "Four digits. Look at the mapping."
source: "Uniform bill, codes only; Tuva Project 0.18, data quality checks"
*/
not regexp_full_match(value, '[0-9]{1,4}')
or value in ('0', '00', '000', '0000')
