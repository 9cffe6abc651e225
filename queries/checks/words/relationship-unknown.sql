/*
check: relationship-unknown
title: A relationship that is not known
severity: warn
kind: value
tables: [eligibility]
columns: [subscriber_relation]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a relationship that Planlens does not know: {what}."
remedy: "Translate it in the mapping: who holds the contract is told by it."
source: "data/reference/word.csv"
*/
not exists (
  from reference.word
  where
    field = 'relationship'
    and word = lower(value)
)
