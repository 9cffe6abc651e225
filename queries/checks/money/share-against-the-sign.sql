/*
check: share-against-the-sign
title: A member's share below nothing on a line that pays
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim]
columns: [paid_amount, deductible_amount, copayment_amount, coinsurance_amount]
amount: paid_amount
message: "{rows} of {of} {of: row|rows} {rows: gives|give} the member money back while the plan pays ({amount})."
remedy: "Ask the vendor whether the sign is lost on one of the amounts."
source: "Tuva Project 0.18, data quality checks"
*/
paid_amount > 0
and least(deductible_amount, copayment_amount, coinsurance_amount) < 0
