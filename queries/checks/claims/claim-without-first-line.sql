/*
check: claim-without-first-line
title: A claim without its first line
severity: warn
kind: set
tables: [medical_claim]
columns: [claim_id, claim_line_number]
with: [work.claim_sheet]
threshold: 0.005
ceiling: 0.5
message: "{rows} of {of} {of: row|rows} {rows: is|are} of claims that begin with a later line than the first ({amount})."
remedy: "Lines are missing, or the vendor numbers them otherwise. Ask which."
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
    sheet.begins_late
    and sheet.claim_id = line.claim_id
    and sheet.data_source is not distinct from line.data_source
    and sheet.claim_version is not distinct from line.claim_version
    and sheet.line_type is not distinct from line.line_type
)
