/*
check: sex-unknown
title: A sex that is not known
severity: warn
kind: value
tables: [eligibility]
columns: [gender]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a sex that Planlens does not know: {what}."
remedy: "Translate it in the mapping; until then it is not given."
source: "data/reference/word.csv"
*/
not exists (
  from reference.word
  where
    field = 'sex'
    and word = lower(value)
)
and lower(value) not in ('unknown', 'u', 'x', 'other', 'nonbinary', 'non-binary')
