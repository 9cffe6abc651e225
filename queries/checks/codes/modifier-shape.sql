/*
check: modifier-shape
title: A modifier that is none
severity: warn
kind: value
tables: [medical_claim]
columns: ["hcpcs_modifier_{1..5}"]
message: "{rows} of {of} {of: modifier|modifiers} {rows: is|are} not two characters: {what}."
remedy: "Look at the mapping: several modifiers may stand in one column, to be split."
source: "Published checks of claims intake; see also Tuva Project 0.18, data quality checks"
*/
not regexp_full_match(upper(value), '[0-9A-Z]{2}')
