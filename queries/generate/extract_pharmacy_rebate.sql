/*
file: pharmacy_rebate_{quarter}.csv
amounts: [rebate_amount]
why: The pharmacy benefit manager's rebates by fill, one file for the fills of a quarter.
*/
select strftime(day, '%Y') || '-Q' || quarter(day) as quarter, 'R' || claim_serial as claim_id, ndc as ndc_code,
  strftime(day, '%Y') || '-Q' || quarter(day) as rebate_quarter, money(rebate) as rebate_amount, received_date,
  'Pharmacy benefit manager' as data_source
from pharmacy_rebate
order by quarter, contract_no, person_no, day, claim_serial
