/*
total: paid_week
why: What each vendor paid on each day of payment, for the fund.
*/
select vendor_name(vendor) as vendor, paid_date, money(sum(case when version = 1 then -paid else paid end)) as paid
from medical_version positional join medical_share
where not denied
group by all
union all
select 'Pharmacy benefit manager', paid_date, money(sum(case when version = 1 then -paid else paid end))
from pharmacy_version positional join pharmacy_share
group by all
