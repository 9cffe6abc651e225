/*
check: program-bill-parts
title: A program's bill that does not add up
severity: warn
kind: row
tables: [program_cost]
columns: [participants, fixed_amount, per_participant_amount, total_amount]
amount: total_amount
message: "On {rows} of {of} {of: bill|bills} the fixed fee and the fee for each participant are not the total ({amount})."
remedy: "Ask the vendor for the count that was billed."
source: "Planlens, from files as they arrive"
*/
abs(fixed_amount + participants * per_participant_amount - total_amount) > 0.01
