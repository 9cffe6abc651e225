/*
check: specialty-unknown
title: Specialty in a word that is not known
severity: warn
kind: value
tables: [pharmacy_claim]
columns: [specialty]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a word for a specialty drug that Planlens does not know: {what}."
remedy: "Translate it in the mapping to yes or no."
source: "data/reference/word.csv"
*/
not exists (
  from reference.word
  where
    field = 'yes_no'
    and word = lower(value)
)
