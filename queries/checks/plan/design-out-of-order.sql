/*
check: design-out-of-order
title: A plan design whose limits cannot be
severity: warn
kind: row
tables: [plan_design]
columns: [deductible_single, limit_single]
message: "In {rows} of {of} {of: design|designs} the deductible is above the most that a member pays."
remedy: "Look at the two amounts: a copay or a premium may stand in the wrong column."
source: "Planlens, from files as they arrive"
*/
deductible_single > limit_single
or deductible_family > limit_family
