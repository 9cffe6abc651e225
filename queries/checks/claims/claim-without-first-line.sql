/*
check: claim-without-first-line
title: A claim without its first line
severity: warn
kind: set
tables: [medical_claim]
columns: [claim_id, claim_line_number]
threshold: 0.005
message: "{rows} of {of} rows are of claims that begin with a later line than the first ({amount})."
remedy: "Lines are missing, or the vendor numbers them otherwise. Ask which."
source: "CMS T-MSIS, orphan lines"
*/
with claim as (
  select
    data_source,
    claim_id
  from staged.medical_claim
  group by all
  having min(claim_line_number) > 1
)

select
  source_file,
  source_row,
  paid_amount as amount
from staged.medical_claim as line
where exists (
  from claim
  where
    claim.claim_id = line.claim_id
    and claim.data_source is not distinct from line.data_source
)
