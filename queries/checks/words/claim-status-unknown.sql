/*
check: claim-status-unknown
title: A claim status that is not known
severity: warn
kind: value
tables: [medical_claim, pharmacy_claim]
columns: [claim_status]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a claim status that Planlens does not know: {what}."
remedy: "Translate it in the mapping: what is not known to be denied or pended counts as paid."
source: "data/reference/word.csv"
*/
not exists (
  from reference.word
  where
    field in ('claim_status', 'reversal', 'adjustment')
    and word = lower(value)
)
and lower(value) not in ('original', 'adjudicated', 'a', 'o')
