/*
check: coverage-ends-before-birth
title: Coverage that ends before birth
severity: reject
kind: row
tables: [eligibility]
columns: [birth_date, enrollment_end_date]
message: "{rows} {rows: span|spans} {rows: was|were} left out because {rows: it ends|they end} before the person is born."
remedy: "Years of two digits are often taken for the wrong century: say in the mapping how dates are written."
source: "Published checks of claims intake; see also Tuva Project 0.18, data quality checks"
*/
enrollment_end_date < birth_date
