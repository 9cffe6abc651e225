/*
file: "pharmacy_claim_{month}.csv"
amounts: [charge_amount, ingredient_cost, dispensing_fee, allowed_amount, deductible_amount, copayment_amount, coinsurance_amount, cob_amount, paid_amount]
why: >
  The pharmacy benefit manager's fills and reversals in the Tuva input layer's columns, by the month of payment. A
  reversal is a claim of its own that names the fill's.
*/
select file_month(paid_date) as month, 'R' || claim_serial as claim_id, 1 as claim_line_number, person_id, member_id,
  plan, prescriber_npi as prescribing_provider_npi, pharmacy_npi as dispensing_provider_npi,
  day as dispensing_date, ndc as ndc_code, sign * quantity::DECIMAL(18, 1) as quantity, sign * days as days_supply, refills, paid_date,
  money(sign * paid) as paid_amount, money(sign * allowed) as allowed_amount, money(sign * charge) as charge_amount,
  money(sign * coinsurance) as coinsurance_amount, money(sign * copay) as copayment_amount, money(sign * deductible) as deductible_amount,
  money(sign * cob) as cob_amount, money(sign * ingredient) as ingredient_cost, money(sign * fee) as dispensing_fee,
  channel, brand_generic, specialty, tier as formulary_tier, 'in' as network_tier, adjudicated_date,
  'paid' as claim_status, 1 as claim_version, case when sign = 1 then 'original' else 'reversal' end as line_type,
  case when sign = -1 then 'R' || opaque_claim(claim_no) end as original_claim_id,
  'Pharmacy benefit manager' as data_source
from (
  select f.*, n.person_id, n.member_id, case when version = 1 then -1 else 1 end as sign
  from (from pharmacy_version positional join pharmacy_share) f
  join person_id_from n on n.person_no = f.person_no and f.day between n.from_date and n.to_date
  order by month_start(paid_date), contract_no, f.person_no, day, own_no
)
