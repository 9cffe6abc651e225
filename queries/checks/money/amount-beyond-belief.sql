/*
check: amount-beyond-belief
title: An amount that no claim comes to
severity: reject
kind: row
tables: [medical_claim, pharmacy_claim]
columns: [paid_amount]
message: "{rows} {rows: row|rows} with more than a hundred million dollars on a line {rows: was|were} left out."
remedy: "A field has slipped, or a number of another kind stands in the amount. Look at the mapping."
source: "Planlens, from files as they arrive"
*/
abs(paid_amount) > 100000000
