/*
Lines paid twice: the same person, biller, day, service, units, charge and allowed amount, to the cent, under two claim
numbers. The later payment is the duplicate.
*/
select claim_id, line, data_source, person_id, paid as amount
from medical
qualify row_number() over (partition by person, claim_type, billing_npi, line_start, hcpcs, revenue, units, charge, allowed
  order by paid_date, claim_id) > 1
  and root <> first_value(root) over (partition by person, claim_type, billing_npi, line_start, hcpcs, revenue, units, charge, allowed
    order by paid_date, claim_id)
