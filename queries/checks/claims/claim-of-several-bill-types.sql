/*
check: claim-of-several-bill-types
title: A claim of several bill types
severity: warn
kind: set
tables: [medical_claim]
columns: [bill_type_code]
with: [work.claim_sheet]
message: "{rows} of {of} {of: row|rows} {rows: is|are} of claims with more than one bill type ({amount})."
remedy: "Ask the vendor; the service is sorted by one of them."
source: "Tuva Project 0.18, data quality checks"
*/
select
  source_file,
  source_row,
  paid_amount as amount
from staged.medical_claim as line
where exists (
  from work.claim_sheet as sheet
  where
    sheet.has_bill_types
    and sheet.claim_id = line.claim_id
    and sheet.data_source is not distinct from line.data_source
    and sheet.claim_version is not distinct from line.claim_version
    and sheet.line_type is not distinct from line.line_type
)
