/*
file: pharmacy_claim.csv
why: The pharmacy benefit manager's file in the Tuva input layer's columns, fills and reversals, in the order of its table.
*/
select 'R' || opaque_claim(own_no) as claim_id, 1 as claim_line_number,
  'P' || opaque_person(r.person_no) as person_id,
  'S' || opaque_person(r.contract_no) || '-' || (r.person_no % 32 + 1) as member_id,
  'Plan administrator' as payer, r.plan, prescriber_npi as prescribing_provider_npi, pharmacy_npi as dispensing_provider_npi,
  day as dispensing_date, ndc as ndc_code, sign * quantity::DECIMAL(18, 1) as quantity, sign * days as days_supply, refills, paid_date,
  money(sign * paid) as paid_amount, money(sign * allowed) as allowed_amount, money(sign * charge) as charge_amount,
  money(sign * coinsurance) as coinsurance_amount, money(sign * copay) as copayment_amount, money(sign * deductible) as deductible_amount,
  money(sign * cob) as cob_amount, money(sign * ingredient) as ingredient_cost, money(sign * fee) as dispensing_fee,
  channel, brand_generic, specialty, 1 as in_network_flag, 'in' as network_tier, adjudicated_date,
  'paid' as claim_status, 1 as claim_version, case when sign = 1 then 'original' else 'reversal' end as line_type,
  case when sign = -1 then 'R' || opaque_claim(reversed_no) end as original_claim_id, 'pharmacy benefit manager' as data_source
from pharmacy_extract r
