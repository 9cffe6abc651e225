/*
check: parts-not-allowed
title: Shares that do not make up the allowed amount
severity: warn
kind: row
tables: [medical_claim, pharmacy_claim]
columns: [allowed_amount, paid_amount, deductible_amount, copayment_amount, coinsurance_amount]
amount: paid_amount
message: "On {rows} of {of} {of: row|rows} what the plan, the member and other insurers pay is not what was allowed ({amount} paid)."
remedy: "Ask the vendor what is missing, such as a withhold or a penalty; until then the member's share is not to be trusted."
source: "Tuva Project 0.18, data quality checks; a cent is rounding"
*/
abs(
  deductible_amount + copayment_amount + coinsurance_amount + coalesce(cob_amount, 0) + paid_amount - allowed_amount
) > 0.01
and not is_unpaid(claim_status)
