/*
check: claim-type-not-known
title: A claim type that is no known word
severity: warn
kind: row
tables: [medical_claim]
over: rejected
message: "{rows} {rows: row|rows} {rows: was|were} left out because {rows: its|their} claim type is not professional, institutional or undetermined."
remedy: "Translate the vendor's words in the mapping and load the file again."
source: "Tuva Project 0.18, data quality checks"
*/
contains(reject_reason, ': not one of ')
