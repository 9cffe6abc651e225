/*
check: participant-unknown
title: A participant whom no enrollment knows
severity: warn
kind: set
tables: [program_participation]
columns: [person_id]
with: [work.known_person]
message: "{rows} of {of} {of: row|rows} {rows: is|are} of persons who are in no enrollment."
remedy: "Look which number the vendor sends. The program's effect cannot be measured for them."
source: "Planlens, from files as they arrive"
*/
select
  source_file,
  source_row
from staged.program_participation
anti join work.known_person as person
  on person.person_id = program_participation.person_id
