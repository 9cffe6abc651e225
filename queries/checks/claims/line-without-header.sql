/*
check: line-without-header
title: A line without its claim's header
severity: warn
kind: set
tables: [medical_claim]
columns: [claim_id, claim_line_number]
ceiling: 0.5
message: "{rows} of {of} {of: row|rows} {rows: is a line of a claim|are lines of claims} whose header is not there ({amount})."
remedy: "Ask the vendor for the headers: what stands on them only, such as the diagnosis, is not known."
source: "CMS T-MSIS, orphan lines and headers without lines"
*/
-- Headers have no line number, or zero. Where there are none, none is missing.
with header as (
  select distinct
    data_source,
    claim_id
  from staged.medical_claim
  where coalesce(claim_line_number, 0) = 0
)

select
  source_file,
  source_row,
  paid_amount as amount
from staged.medical_claim as line
where
  claim_line_number > 0
  and exists (from header)
  and not exists (
    from header
    where
      header.claim_id = line.claim_id
      and header.data_source is not distinct from line.data_source
  )
