/*
check: dates-as-serials
title: Dates as the serial numbers of a spreadsheet
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim, eligibility]
over: rejected
message: "{rows} {rows: row|rows} {rows: was|were} left out because a date is a number such as 45000, as spreadsheets keep dates."
remedy: "Say in the mapping that the dates are serials, and load the file again."
source: "Planlens, from files as they arrive"
*/
len(list_filter(unread_dates(reject_reason, reject_row), lambda cell: regexp_full_match(cell, '[23456][0-9]{4}([.]0+)?'))) > 0
