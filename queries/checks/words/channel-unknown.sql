/*
check: channel-unknown
title: A channel that is not known
severity: warn
kind: value
tables: [pharmacy_claim]
columns: [channel]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a channel that Planlens does not know: {what}."
remedy: "Translate it in the mapping to retail, mail or specialty."
source: "data/reference/word.csv"
*/
not exists (
  from reference.word
  where
    field = 'channel'
    and word = lower(value)
)
