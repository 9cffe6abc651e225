/*
check: ids-in-scientific-notation
title: Ids in scientific notation
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim, eligibility]
over: rejected
message: "{rows} {rows: row|rows} {rows: was|were} left out because a number has become like 1.23457E+15; its digits are lost."
remedy: "Ask for the file again, as the system writes it and not by way of a spreadsheet."
source: "Planlens, from files as they arrive"
*/
contains(reject_reason, ': turned into a rounded number by a spreadsheet')
