/*
check: brand-unknown
title: Neither brand nor generic
severity: warn
kind: value
tables: [pharmacy_claim]
columns: [brand_generic]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a word for brand or generic that Planlens does not know: {what}."
remedy: "Translate it in the mapping; the share of generics leaves it out."
source: "data/reference/word.csv"
*/
not exists (
  from reference.word
  where
    field = 'brand_generic'
    and word = lower(value)
)
