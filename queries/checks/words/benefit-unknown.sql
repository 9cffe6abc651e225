/*
check: benefit-unknown
title: A benefit that is not known
severity: warn
kind: value
tables: [eligibility]
columns: [benefit]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a benefit that Planlens does not know: {what}."
remedy: "Translate it in the mapping: member months of medical and pharmacy are counted by it."
source: "data/reference/word.csv"
*/
not exists (
  from reference.word
  where
    field = 'benefit'
    and word = lower(value)
)
