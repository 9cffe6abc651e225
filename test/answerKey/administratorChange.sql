/*
The first day of service that the second administrator paid for; the first one has none from then on.
*/
with service as (
  select data_source, min(claim_start) as first_day, max(claim_start) as last_day from medical_version group by data_source
)
select s.first_day, f.data_source as before, s.data_source as after
from service s join service f on f.data_source = 'First administrator' and f.last_day < s.first_day
where s.data_source = 'Second administrator'
