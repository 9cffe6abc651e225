/*
check: contract-without-holder
title: A contract without its holder
severity: warn
kind: set
tables: [eligibility]
columns: [subscriber_id, subscriber_relation]
message: "{rows} of {of} {of: row|rows} {rows: is|are} of dependents on contracts whose holder is not there."
remedy: "Tier and premium are found by the holder. Ask for the row, or look at the words of the relationship."
source: "Planlens, from files as they arrive"
*/
select
  source_file,
  source_row
from staged.eligibility as dependent
where
  subscriber_id is not null
  and subscriber_id not in (
    select subscriber_id
    from known.eligibility
    where
      subscriber_id is not null
      and is_subscriber(subscriber_relation)
  )
