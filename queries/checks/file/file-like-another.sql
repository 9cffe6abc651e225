/*
check: file-like-another
title: A file that is like another of the load
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [claim_id, paid_amount]
message: "{rows} files of {table} have as many rows and as many dollars as another of the load ({amount})."
remedy: "The same file may have come twice under two names, with a line changed. Leave one out."
source: "Planlens, from files as they arrive"
*/
with file as (
  select
    source_file,
    count(*) as lines,
    sum(paid_amount) as paid,
    sum(allowed_amount) as allowed,
    count(distinct claim_id) as claims
  from staged.{table}
  group by source_file
  having count(*) >= 20
)

select
  source_file,
  null as source_row,
  paid as amount
from file
qualify row_number() over (partition by lines, paid, allowed, claims order by source_file) > 1
