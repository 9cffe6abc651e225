/*
check: admit-source-unknown
title: An admission source that is none
severity: warn
kind: value
tables: [medical_claim]
columns: [admit_source_code]
message: "{rows} of {of} {of: row|rows} {rows: has|have} an admission source that there is not: {what}."
remedy: "One digit or letter. Translate the vendor's own in the mapping."
source: "Uniform bill, codes only; Tuva Project 0.18, data quality checks"
*/
not regexp_full_match(upper(value), '0?[1-9A-G]')
