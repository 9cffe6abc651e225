/*
table: pharmacy_rebate
why: >
  What manufacturers give back for brand drugs that were picked up, months after the quarter of the fill; what is not
  there by the extract's date is not there yet.
*/
with rebated as (
  select claim_serial, contract_no, person_no, v.day, v.ndc, cents(ingredient * share * around_one(k, 'rebate', 0.08)) as rebate,
    (add_months(date_trunc('quarter', v.day)::DATE, 7) + 14 + quarter(v.day)::INTEGER)::DATE as received_date
  from pharmacy_version v
  join rebate_rate r on r.drug_no = (v.ndc - 99000000000) // 1000000 and r.brand_generic = 'brand'
  where version = 0 and not reversed and share > 0
)
select * from rebated where received_date <= paid_end()
