/*
check: most-persons-unknown
title: Most persons are in no enrollment
severity: stop
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [person_id]
with: [work.unknown_person]
threshold: 0.5
message: "{share} of the rows are of persons who are in no enrollment: the numbers do not match."
remedy: "Look which number the file has: of the person, the card or the contract. Map the one that the enrollment has as well."
source: "Tuva Project 0.18, claims without eligibility"
*/
select
  source_file,
  source_row,
  paid_amount as amount
from staged.{table} as line
semi join work.unknown_person as person
  on person.person_id = line.person_id
-- A handful of rows proves nothing.
where (select count(*) from staged.{table}) >= 50
