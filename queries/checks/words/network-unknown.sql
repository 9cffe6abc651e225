/*
check: network-unknown
title: A network that is not known
severity: warn
kind: value
tables: [medical_claim, pharmacy_claim]
columns: [in_network_flag]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a word for the network that Planlens does not know: {what}."
remedy: "Translate it in the mapping to in or out of network."
source: "data/reference/word.csv"
*/
not exists (
  from reference.word
  where
    field = 'in_network'
    and word = lower(value)
)
