/*
file: "{vendor}_medical_{month}.csv"
amounts: [charge_amount, allowed_amount, deductible_amount, copayment_amount, coinsurance_amount, cob_amount, paid_amount]
why: >
  Each administrator's medical lines in the Tuva input layer's columns, by the month of payment (of the decision where a
  line was denied). The first administrator tells a claim's versions apart by a digit behind its number, the second by a
  new number and the number of the original, the HMO's by the version alone.
*/
select vendor_file(vendor) as vendor, file_month(case when denied then adjudicated_date else paid_date end) as month,
  medical_claim_id(vendor, claim_serial, suffix) as claim_id, case when version = 6 then 9 else line_no end as claim_line_number, claim_type,
  case when unknown_person then unknown_person_id(claim_serial) else person_id end as person_id,
  case when unknown_person then 'S9' || claim_serial % 10000000 else member_id end as member_id,
  plan,
  from_date as claim_start_date, to_date as claim_end_date, line_date as claim_line_start_date,
  case when claim_type = 'institutional' then to_date else line_date end as claim_line_end_date,
  admission_date, discharge_date, admit_source as admit_source_code, admit_type as admit_type_code, disposition as discharge_disposition_code,
  place as place_of_service_code, bill as bill_type_code, case when drg is not null then 'ms-drg' end as drg_code_type, drg as drg_code,
  revenue as revenue_center_code, case when version = 1 then -units when version = 6 then 1 else units end as service_unit_quantity,
  case when version = 6 then ['99070', '36415', '99000', 'A4550', '94760'][1 + claim_no % 5] else procedure end as hcpcs_code,
  case when claim_type = 'professional' then npi end as rendering_npi, npi as billing_npi, facility as facility_npi,
  case when not denied then paid_date end as paid_date,
  money(sign * paid) as paid_amount, money(sign * allowed) as allowed_amount, money(sign * charge) as charge_amount,
  money(sign * coinsurance) as coinsurance_amount, money(sign * copay) as copayment_amount,
  money(sign * deductible) as deductible_amount, money(case when denied then 0 else sign * cob end) as cob_amount,
  diagnosis_1 as diagnosis_code_1, diagnosis_2 as diagnosis_code_2,
  case when out_of_network then 'out' else 'in' end as network_tier,
  least(adjudicated_date, greatest(to_date + 1, adjudicated_date
    - case when draw(ck, 'pended') < rate('pended_share') then 15 + die(ck, 'pended for', 45) else 1 + claim_no % 9 end::INTEGER))::DATE
    as received_date, adjudicated_date,
  case when denied then 'denied' else 'paid' end as claim_status, claim_version,
  case version when 1 then 'reversal' when 2 then 'adjustment' else 'original' end as line_type,
  case when vendor = 2 and version in (1, 2)
    then medical_claim_id(vendor, opaque_claim(claim_no), 0) end as original_claim_id,
  case when share = 'coinsurance' then 'other' else share end as benefit_code,
  case version when 3 then ['16', '16', '16', '16', '16', '252', '252', '252', '197', '197', '96', '50', '22', '29'][1 + claim_no % 14] when 4 then '18' when 6 then '97' end as adjustment_reason,
  vendor_name(vendor) as data_source
from (
  select *, case when version = 1 then -1 else 1 end as sign
  from medical_version positional join medical_share
  /* the vendors as their names sort, month, person, day; claim; version and line */
  order by (([1, 3, 2][vendor] * 1000 + date_diff('month', plan_start(), case when denied then adjudicated_date else paid_date end))
      * 134217728 + person_no) * 4096 + (service_date - plan_start()),
    claim_serial * 10 + suffix, version * 64 + line_no
)
