/*
step: rebate_rate
why: What the manufacturer gives back of each drug's ingredient cost, by the drug's number within its code.
*/
create or replace temp table rebate_rate as
  select drug_no, brand_generic, share::DOUBLE as share
  from (select row_number() over (order by rowid) as drug_no, price_group, brand_generic from csv.drug_prices)
  join csv.pharmacy_rebates using (price_group);
