/*
check: ingredient-and-fee
title: Ingredient and fee that do not make up the allowed amount
severity: warn
kind: row
tables: [pharmacy_claim]
columns: [ingredient_cost, dispensing_fee, allowed_amount]
threshold: 0.01
message: "On {rows} of {of} {of: fill|fills} ({share}) the ingredient cost and the dispensing fee are not the allowed amount."
remedy: "Tax and administration may stand in columns of their own: map them, or ask the vendor."
source: "NCPDP claim: ingredient cost + fee = allowed, before tax"
*/
abs(ingredient_cost + dispensing_fee - allowed_amount) > 0.01
