/*
check: denied-with-money
title: A denied line that pays
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim]
columns: [claim_status, paid_amount]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: is|are} denied and yet {rows: pays|pay} {amount}."
remedy: "Planlens counts a denied line as not paid. Ask the vendor whether it was paid or denied."
source: "Planlens, from files as they arrive"
*/
is_denied(claim_status)
and paid_amount <> 0
