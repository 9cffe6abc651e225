/*
check: amounts-too-fine
title: Amounts finer than a cent
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim]
columns: [paid_amount]
message: "{rows} of {of} {of: row|rows} {rows: has|have} amounts with more than two decimals; they are kept to the cent."
remedy: "Ask the vendor for rounded amounts: what was really paid has whole cents."
source: "Planlens, from files as they arrive"
*/
starts_with(reject_row, '{"rounded":')
