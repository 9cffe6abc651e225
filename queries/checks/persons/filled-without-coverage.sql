/*
check: filled-without-coverage
title: Filled on a day without coverage
severity: warn
kind: set
tables: [pharmacy_claim]
columns: [person_id, paid_amount]
with: [work.not_final, work.known_person, work.coverage]
message: "{rows} of {of} {of: row|rows}, {amount} paid, {rows: is|are} of persons whom the enrollment knows, on days on which they were not covered."
remedy: "Have the vendor take back what was paid after a termination; look at dates that came in late. Load the enrollment of these months if it is not loaded."
source: "Planlens, claims after termination"
*/
with line as materialized (
  select
    claim.source_file,
    claim.source_row,
    claim.person_id,
    claim.paid_amount,
    claim.dispensing_date as day
  from staged.pharmacy_claim as claim
  anti join work.not_final as version
    on version.benefit = 'pharmacy'
    and version.source_file = claim.source_file
    and version.source_row = claim.source_row
  where not is_unpaid(claim.claim_status)
)

select
  line.source_file,
  line.source_row,
  line.paid_amount as amount
from line
semi join work.known_person as person
  on person.person_id = line.person_id
anti join work.coverage as span
  on span.person_id = line.person_id
  and line.day between span.first_day and span.last_day
  and span.has_pharmacy
