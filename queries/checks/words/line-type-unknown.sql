/*
check: line-type-unknown
title: A line type that is not known
severity: warn
kind: value
tables: [medical_claim, pharmacy_claim]
columns: [line_type]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a line type that Planlens does not know: {what}."
remedy: "Translate it in the mapping to original, adjustment or reversal: versions are told apart by it."
source: "data/reference/word.csv"
*/
not exists (
  from reference.word
  where
    field in ('reversal', 'adjustment')
    and word = lower(value)
)
and lower(value) not in ('original', 'orig', 'o', 'new', 'initial', '1', '7', '8', 'a', 'r')
