/*
check: header-without-lines
title: A claim's header without lines
severity: warn
kind: set
tables: [medical_claim]
columns: [claim_id]
ceiling: 0.5
message: "{rows} of {of} {of: row|rows} {rows: is a header of a claim|are headers of claims} of which no line is there ({amount})."
remedy: "Ask the vendor for the lines: the services are not known."
source: "CMS T-MSIS, orphan lines and headers without lines"
*/
-- Headers have no line number, or zero. Where nothing has a number, there are no headers to tell.
with line as (
  select distinct
    data_source,
    claim_id
  from staged.medical_claim
  where claim_line_number > 0
)

select
  source_file,
  source_row,
  paid_amount as amount
from staged.medical_claim as header
where
  coalesce(claim_line_number, 0) = 0
  and exists (from line)
  and not exists (
    from line
    where
      line.claim_id = header.claim_id
      and line.data_source is not distinct from header.data_source
  )
