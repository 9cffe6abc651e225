/*
table: work.claim_text
enums: [line_type, claim_version, adjustment_reason, benefit_code, plan]
needs: [loads.medical_claim]
grain: one row per combination of words that a source writes on one line of a medical claim and that are kept as they are
why: the words of a line are kept as small numbers, found once for each combination and not on every line
*/
select
  line_type,
  claim_version,
  adjustment_reason,
  benefit_code,
  plan
from loads.medical_claim
group by all
