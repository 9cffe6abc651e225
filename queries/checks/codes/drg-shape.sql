/*
check: drg-shape
title: A diagnosis-related group that is none
severity: warn
kind: value
tables: [medical_claim]
columns: [drg_code]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a diagnosis-related group that is none: {what}."
remedy: "Three digits, or for the refined groups a dash or a digit more for severity. Look at the mapping."
source: "Tuva Project 0.18, data quality checks"
*/
not regexp_full_match(value, '[0-9]{1,4}(-[1-4])?')
or ltrim(value, '0') = ''
