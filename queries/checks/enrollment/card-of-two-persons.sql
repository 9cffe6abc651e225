/*
check: card-of-two-persons
title: A card of two persons
severity: warn
kind: set
tables: [eligibility]
columns: [member_id, birth_date]
message: "{rows} of {of} {of: row|rows} {rows: has|have} a card number under which two birth dates are stated."
remedy: "Claims that carry the card's number only cannot be told apart. Ask how the vendor tells the persons of a card."
source: "Planlens, from files as they arrive"
*/
with card as (
  select
    data_source,
    member_id
  from known.eligibility
  where member_id is not null
  group by all
  having min(birth_date) <> max(birth_date)
)

select
  line.source_file,
  line.source_row
from staged.eligibility as line
join card
  on card.member_id = line.member_id
  and card.data_source is not distinct from line.data_source
