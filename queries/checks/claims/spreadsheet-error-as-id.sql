/*
check: spreadsheet-error-as-id
title: A spreadsheet's error in place of a number
severity: reject
kind: row
tables: [medical_claim, pharmacy_claim]
columns: [claim_id, person_id]
message: "{rows} {rows: row|rows} {rows: was|were} left out because the claim's or the person's number is an error such as #N/A."
remedy: "A look-up failed in a spreadsheet: ask for the file as the system writes it."
source: "Planlens, from files as they arrive"
*/
claim_id in ('#N/A', '#REF!', '#VALUE!', '#NAME?', '#NUM!', '#NULL!', '#DIV/0!')
or person_id in ('#N/A', '#REF!', '#VALUE!', '#NAME?', '#NUM!', '#NULL!', '#DIV/0!')
