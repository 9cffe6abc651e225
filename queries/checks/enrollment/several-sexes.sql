/*
check: several-sexes
title: A person with several sexes
severity: warn
kind: set
tables: [eligibility]
columns: [person_id, gender]
with: [work.known_person]
message: "{rows} of {of} {of: row|rows} {rows: is|are} of persons of whom more than one sex is stated."
remedy: "Two persons may share a number, or one of the statements is wrong: ask for the right one."
source: "Tuva Project 0.18, data quality checks"
*/
select
  source_file,
  source_row
from staged.eligibility
semi join (from work.known_person where has_sexes) as person
  on person.person_id = eligibility.person_id
