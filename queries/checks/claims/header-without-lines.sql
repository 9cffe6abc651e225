/*
check: header-without-lines
title: A claim's header without lines
severity: warn
kind: set
tables: [medical_claim]
columns: [claim_id, claim_line_number]
with: [work.claim_sheet]
message: "{rows} of {of} rows are headers of claims of which no line is there ({amount})."
remedy: "Ask the vendor for the lines: the services are not known."
source: "CMS T-MSIS, orphan lines and headers without lines"
*/
select
  source_file,
  source_row,
  paid_amount as amount
from staged.medical_claim as line
where exists (
  from work.claim_sheet as sheet
  where
    sheet.has_header_only
    and sheet.claim_id = line.claim_id
    and sheet.data_source is not distinct from line.data_source
    and sheet.claim_version is not distinct from line.claim_version
    and sheet.line_type is not distinct from line.line_type
)
