/*
check: tax-number-shape
title: A tax number that is none
severity: warn
kind: value
tables: [medical_claim]
columns: [rendering_tin, billing_tin]
message: "{rows} of {of} tax {of: number|numbers} ({share}) {rows: is|are} not nine digits."
remedy: "Zeros may be lost in front. Ask for the file as the system writes it."
source: "Published checks of claims intake; see also Tuva Project 0.18, data quality checks"
*/
not regexp_full_match(value, '[0-9]{2}-?[0-9]{7}')
