/*
table: pharmacy_extract
why: Fills paid by the extract's date, and for each reversed fill a second claim that takes everything back.
*/
with fill_paid as (
  select f.*, a.adjudicated_date, a.paid_date, a.allowed, a.cob, a.paid, a.copay, a.coinsurance, a.deductible,
    greatest(a.allowed + 1, cents(a.allowed * greatest(1.02, f.markup))) as charge
  from fill f join cost_share a on a.line_id = (f.claim_no * 64 + 1) * 2 + 1
), version as (
  select *, 1 as sign, claim_no as own_no, null::BIGINT as reversed_no from fill_paid
  union all
  select * replace ((adjudicated_date + 1 + die(k, 'reversal', 12))::DATE as adjudicated_date,
      (adjudicated_date + 3 + die(k, 'reversal', 12)
        + (13 - dayofweek((adjudicated_date + 1 + die(k, 'reversal', 12))::DATE))::INTEGER % 7)::DATE as paid_date),
    -1, claim_no + 1, claim_no
  from fill_paid where reversed
)
select * from version where paid_date <= paid_end()
order by contract_no, person_no, day, own_no
