/*
check: person-unknown
title: A claim of a person whom no enrollment knows
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [person_id]
with: [work.unknown_person]
message: "{rows} of {of} {of: row|rows}, {amount} paid, {rows: is|are} of persons who are in no enrollment."
remedy: "They are shown as unmatched in every total. Load the enrollment of the vendor's months, or a crosswalk where numbers have changed."
source: "Tuva Project 0.18, claims without eligibility"
*/
select
  source_file,
  source_row,
  paid_amount as amount
from staged.{table} as line
semi join work.unknown_person as person
  on person.person_id = line.person_id
