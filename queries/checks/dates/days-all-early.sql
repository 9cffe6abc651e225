/*
check: days-all-early
title: Days that never lie behind the twelfth
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [claim_id]
message: "In {rows} {rows: file|files} of {table} no service lies behind the twelfth of a month, in months of all sorts."
remedy: "The day was probably taken for the month (03/04 may be the third of April). Say in the mapping how dates are written, and read the files anew."
source: "Planlens, from files as they arrive"
*/
with service as (
  select
    source_file,
    claim_start_date as service_date
  from staged.medical_claim
  where '{table}' = 'medical_claim'
  union all
  select
    source_file,
    dispensing_date
  from staged.pharmacy_claim
  where '{table}' = 'pharmacy_claim'
)

select
  source_file,
  null as source_row
from service
where service_date is not null
group by source_file
having
  count(*) >= 50
  and max(day(service_date)) <= 12
  and count(distinct day(service_date)) >= 3
  and count(distinct month(service_date)) >= 4
