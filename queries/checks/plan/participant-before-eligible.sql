/*
check: participant-before-eligible
title: Took part before it was possible
severity: warn
kind: row
tables: [program_participation]
columns: [eligible_from, enrolled_from]
message: "{rows} of {of} {of: row|rows} {rows: says|say} that a person took part before being eligible."
remedy: "Ask the vendor which of the dates is right; the program's effect is measured from them."
source: "Planlens, from files as they arrive"
*/
enrolled_from < eligible_from
