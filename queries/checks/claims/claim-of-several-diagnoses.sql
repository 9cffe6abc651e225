/*
check: claim-of-several-diagnoses
title: A claim of several principal diagnoses
severity: warn
kind: set
tables: [medical_claim]
columns: [diagnosis_code_1]
with: [work.claim_sheet]
threshold: 0.05
ceiling: 0.5
message: "{rows} of {of} {of: row|rows} {rows: is|are} of claims whose lines differ in the first diagnosis ({amount})."
remedy: "Where the vendor sends a diagnosis for each line, look whether the claim's own is to be had."
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
    sheet.has_diagnoses
    and sheet.claim_id = line.claim_id
    and sheet.data_source is not distinct from line.data_source
    and sheet.claim_version is not distinct from line.claim_version
    and sheet.line_type is not distinct from line.line_type
)
