/*
check: present-on-admission-unknown
title: Present on admission in an unknown letter
severity: warn
kind: value
tables: [medical_claim]
columns: ["diagnosis_poa_{1..25}"]
message: "{rows} of {of} {of: mark|marks} of presence on admission {rows: is|are} none: {what}."
remedy: "Y, N, U, W, or 1 where the code is exempt. Translate the vendor's own in the mapping."
source: "Tuva Project 0.18, data quality checks"
*/
upper(value) not in ('Y', 'N', 'U', 'W', '1', 'E')
