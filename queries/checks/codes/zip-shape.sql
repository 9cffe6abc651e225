/*
check: zip-shape
title: A ZIP code that is none
severity: warn
kind: value
tables: [eligibility]
columns: [zip_code]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a ZIP code that is none."
remedy: "Five digits, or nine with a dash; an address abroad has none."
source: "Published checks of claims intake; see also Tuva Project 0.18, data quality checks"
*/
not regexp_full_match(value, '[0-9]{1,5}|[0-9]{5}-?[0-9]{4}')
