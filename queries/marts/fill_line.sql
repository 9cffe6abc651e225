/*
table: marts.fill_line
needs: [core.drug_code, core.pharmacy_claim_version, marts.member_stretch]
grain: one row per paid pharmacy line, all versions
why: what marts.fill shows, narrow, with what a fill is known by as one small number, found once
*/
select
  line.person_key,
  line.service_date,
  line.incurred_month,
  line.paid_month,
  line.service_rank,
  line.network as network_tier,
  cast(line.ndc_code as core.drug_code_ndc) as ndc,
  line.brand_generic,
  line.specialty,
  line.channel,
  line.days_supply,
  line.quantity,
  line.prescribing_provider_npi as prescriber,
  line.dispensing_provider_npi as pharmacy,
  line.ingredient_cost,
  line.dispensing_fee,
  coalesce(stretch.attribute_key, 0) as attribute_key,
  line.is_final,
  line.charge_amount as charge,
  line.allowed_amount as allowed,
  line.paid_amount as paid,
  line.member_cost,
  line.load_number,
  line.source_file,
  line.source_row
from core.pharmacy_claim_version as line
left join marts.member_stretch as stretch
  on stretch.person_key = line.person_key
  and stretch.month = line.incurred_month
  and line.service_date between stretch.first_day and stretch.last_day
where line.is_paid
