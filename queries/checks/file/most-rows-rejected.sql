/*
check: most-rows-rejected
title: More than half of the rows rejected
severity: stop
kind: row
tables: [medical_claim, pharmacy_claim, eligibility]
over: rejected
threshold: 0.5
message: "{rows} of {of} {of: row|rows} {rows: was|were} left out: the file is not read rightly."
remedy: "Look at the reasons: most often a column is mapped to another, or dates are written in another way. Mend the mapping and load the file again."
source: "Planlens, from files as they arrive"
*/
true
