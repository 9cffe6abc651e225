/*
check: dates-inverted
title: An end before its beginning
severity: warn
kind: row
tables: [medical_claim, eligibility, plan_design, premium_rate, program_participation]
over: rejected
message: "{rows} {rows: row|rows} {rows: was|were} left out because a period ends before it begins."
remedy: "They are among the rejected rows: mend them and load them again."
source: "Tuva Project 0.18, data quality checks"
*/
contains(reject_reason, ': before ')
