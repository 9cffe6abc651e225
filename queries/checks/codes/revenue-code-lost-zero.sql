/*
check: revenue-code-lost-zero
title: Revenue codes that lost their zero
severity: warn
kind: value
tables: [medical_claim]
columns: [revenue_center_code]
message: "{rows} of {of} {of: row|rows} ({share}) {rows: has|have} a revenue code without its zero in front; it is put back."
remedy: "A spreadsheet has taken the codes for numbers. Ask for the file as the system writes it: other codes may have suffered as well."
source: "Planlens, from files as they arrive"
*/
regexp_full_match(value, '[0-9]{1,3}')
and ltrim(value, '0') <> ''
