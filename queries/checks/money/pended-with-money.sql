/*
check: pended-with-money
title: A pended line that pays
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim]
columns: [claim_status, paid_amount]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: is|are} not decided and yet {rows: pays|pay} {amount}."
remedy: "Planlens counts a pended line as not paid. Ask the vendor whether it was paid."
source: "Planlens, from files as they arrive"
*/
is_unpaid(claim_status)
and not is_denied(claim_status)
and paid_amount <> 0
