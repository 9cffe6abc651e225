/*
check: ids-rounded
title: Claim numbers that end in a row of zeros
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim]
columns: [claim_id]
threshold: 0.02
message: "{rows} of {of} {of: row|rows} ({share}) {rows: has|have} a claim number of sixteen or more digits that ends in zeros, as a spreadsheet leaves them."
remedy: "Spreadsheets keep fifteen digits: claims may have run together. Ask for the file as the system writes it."
source: "Planlens, from files as they arrive"
*/
right(claim_id, 3) = '000'
and length(claim_id) >= 16
and regexp_full_match(claim_id, '[0-9]+')
