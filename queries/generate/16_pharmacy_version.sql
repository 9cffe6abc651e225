/*
table: pharmacy_version
why: Fills paid by the extract's date, and for each reversed fill a second claim that takes everything back.
*/
with dated as (
  select *, (day + 1 + die(k, 'reversal', 12))::DATE as reversal_day,
    fill_check_run((day + 1 + die(k, 'reversal', 12))::DATE) as reversal_paid
  from fill
), sent as (
  select *, 0 as version, claim_no as own_no, day as adjudicated_date, fill_check_run(day) as paid_date from dated
  union all
  select *, 1, claim_no + 1, reversal_day, reversal_paid from dated where reversed
)
select * exclude (markup, reversal_day, reversal_paid), version = 0 and not (reversed and reversal_paid <= paid_end()) as final, ingredient + fee as allowed, greatest(ingredient + fee + 1, cents((ingredient + fee) * greatest(1.02, markup))) as charge,
  0::BIGINT as cob, year(day) - getvariable('first_year') as y,
  opaque_claim(own_no) as claim_serial
from sent
where paid_date <= paid_end()
