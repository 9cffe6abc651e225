/*
key: administrator_change
one: true
why: The day from which on services outside the HMO are another administrator's, and members outside it have new cards.
*/
select administrator_change() as first_day, vendor_name(1) as before, vendor_name(2) as after, vendor_name(3) as unchanged,
  (select string_agg(plan, ', ' order by rowid) from csv.premium_plans where plan <> 'HMO') as plans
