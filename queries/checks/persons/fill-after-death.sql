/*
check: fill-after-death
title: A fill after death
severity: warn
kind: set
tables: [pharmacy_claim]
columns: [person_id, dispensing_date]
with: [work.known_person, eligibility.death_date]
message: "{rows} of {of} {of: row|rows}, {amount} paid, {rows: is|are} of days more than a month after the person's death."
remedy: "Look at the dates, and whether two persons share a number."
source: "Tuva Project 0.18, data quality checks"
*/
select
  claim.source_file,
  claim.source_row,
  claim.paid_amount as amount
from staged.pharmacy_claim as claim
join work.known_person as person
  on person.person_id = claim.person_id
where claim.dispensing_date > person.death_date + 31
