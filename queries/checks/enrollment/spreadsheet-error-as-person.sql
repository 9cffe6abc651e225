/*
check: spreadsheet-error-as-person
title: A spreadsheet's error in place of a person's number
severity: reject
kind: row
tables: [eligibility]
columns: [person_id]
message: "{rows} {rows: row|rows} {rows: was|were} left out because the person's number is an error such as #N/A."
remedy: "A look-up failed in a spreadsheet: ask for the file as the system writes it."
source: "Planlens, from files as they arrive"
*/
person_id in ('#N/A', '#REF!', '#VALUE!', '#NAME?', '#NUM!', '#NULL!', '#DIV/0!')
