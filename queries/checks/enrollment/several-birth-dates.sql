/*
check: several-birth-dates
title: A person with several birth dates
severity: warn
kind: set
tables: [eligibility]
columns: [person_id, birth_date]
with: [work.known_person]
message: "{rows} of {of} {of: row|rows} {rows: is|are} of persons with more than one birth date."
remedy: "Two persons may share a number, or one of the statements is wrong: ask for the right one."
source: "Tuva Project 0.18, data quality checks"
*/
select
  source_file,
  source_row
from staged.eligibility
semi join (from work.known_person where has_births) as person
  on person.person_id = eligibility.person_id
