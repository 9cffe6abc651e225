/*
check: zip-lost-zeros
title: ZIP codes that lost their zeros
severity: warn
kind: value
tables: [eligibility]
columns: [zip_code]
message: "{rows} of {of} {of: row|rows} ({share}) {rows: has|have} a ZIP code of fewer than five digits."
remedy: "A spreadsheet has taken the codes for numbers. Say in the mapping that they are five wide, or ask for the file as the system writes it."
source: "Planlens, from files as they arrive"
*/
regexp_full_match(value, '[0-9]{1,4}')
