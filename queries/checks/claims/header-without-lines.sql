/*
check: header-without-lines
title: A claim's header without lines
severity: warn
kind: set
tables: [medical_claim]
columns: [claim_id, claim_line_number]
message: "{rows} of {of} rows are headers of claims of which no line is there ({amount})."
remedy: "Ask the vendor for the lines: the services are not known."
source: "CMS T-MSIS, headers without lines"
*/
with claim as (
  select
    data_source,
    claim_id
  from staged.medical_claim
  group by all
  having max(claim_line_number) = 0
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
