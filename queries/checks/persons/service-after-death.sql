/*
check: service-after-death
title: A service after death
severity: warn
kind: set
tables: [medical_claim]
columns: [person_id, claim_start_date]
with: [work.known_person, eligibility.death_date]
message: "{rows} of {of} {of: row|rows}, {amount} paid, {rows: is|are} of days more than a month after the person's death."
remedy: "Look at the dates, and whether two persons share a number."
source: "Tuva Project 0.18, data quality checks"
*/
select
  claim.source_file,
  claim.source_row,
  claim.paid_amount as amount
from staged.medical_claim as claim
join work.known_person as person
  on person.person_id = claim.person_id
where claim.claim_start_date > person.death_date + 31
