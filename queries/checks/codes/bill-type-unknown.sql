/*
check: bill-type-unknown
title: A bill type that is none
severity: warn
kind: value
tables: [medical_claim]
columns: [bill_type_code]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a bill type that there is not: {what}."
remedy: "Three characters: facility, kind of care, frequency; a zero may stand before. Look at the mapping."
source: "Uniform bill, codes only; Tuva Project 0.18, data quality checks"
*/
not regexp_full_match(upper(value), '0?[1-9][0-9][0-9A-Z]')
or not exists (
  from reference.code_group
  where
    code_system = 'bill_type'
    and left(ltrim(value, '0'), 2) between code_from and code_to
)
