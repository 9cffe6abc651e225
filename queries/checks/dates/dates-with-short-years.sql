/*
check: dates-with-short-years
title: Years of two digits
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim, eligibility]
over: rejected
message: "{rows} {rows: row|rows} {rows: was|were} left out because the year of a date has two digits."
remedy: "Say in the mapping how the dates are written, such as MM/DD/YY; a birth that would lie ahead is of the last century."
source: "Planlens, from files as they arrive"
*/
len(list_filter(unread_dates(reject_reason, reject_row), lambda cell: regexp_full_match(cell, '[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}'))) > 0
