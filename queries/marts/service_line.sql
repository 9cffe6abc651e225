/*
table: marts.service_line
needs: [core.diagnosis_code, core.medical_claim_version, core.provider, core.service_category, marts.member_stretch, work.encounter_claim, work.encounter_day]
grain: one row per paid medical line, all versions
why: what marts.service shows, narrow, with what a line is known by as small numbers, found once
provider: who gave the service, of a facility claim the facility
line_date: first day of the line, where a facility's claim has lines of other days than its first
encounter_key: of the facility's own lines of a stay, and what others than offices bill for the days of a stay or visit
*/
select
  line.person_key,
  line.service_date,
  coalesce(line.claim_line_start_date, line.service_date) as line_date,
  line.incurred_month,
  line.paid_month,
  line.service_rank,
  line.network as network_tier,
  cast(line.setting as enum('inpatient facility', 'outpatient facility', 'professional')) as setting,
  line.hcpcs_code as procedure_code,
  line.revenue_center_code as revenue_code,
  line.drg_code,
  line.place_of_service_code as place_code,
  line.bill_type_code,
  cast(line.diagnosis_code_1 as core.diagnosis_code_diagnosis_code) as diagnosis_code,
  cast(
    case line.setting
      when 'professional' then coalesce(line.rendering_npi, line.billing_npi, line.billing_tin)
      else coalesce(line.facility_npi, line.billing_npi, line.billing_tin)
    end
    as core.provider_provider
  ) as provider,
  cast(coalesce(line.billing_npi, line.billing_tin) as core.provider_provider) as billing_provider,
  cast(case
    when line.category <> 'Medical equipment and supplies' then null
    when list_has_any(
      [upper(line.hcpcs_modifier_1), upper(line.hcpcs_modifier_2), upper(line.hcpcs_modifier_3), upper(line.hcpcs_modifier_4)],
      ['RR', 'LL', 'KH', 'KI', 'KJ', 'BR']
    ) then 'rental'
    when list_has_any(
      [upper(line.hcpcs_modifier_1), upper(line.hcpcs_modifier_2), upper(line.hcpcs_modifier_3), upper(line.hcpcs_modifier_4)],
      ['NU', 'UE', 'NR', 'BP']
    ) then 'purchase'
  end as enum('purchase', 'rental')) as equipment_use,
  line.service_unit_quantity as units,
  coalesce(stretch.attribute_key, 0) as attribute_key,
  coalesce(encounter_claim.encounter_key, encounter_day.encounter_key) as encounter_key,
  line.is_final,
  line.charge_amount as charge,
  line.allowed_amount as allowed,
  line.paid_amount as paid,
  line.member_cost,
  line.load_number,
  line.source_file,
  line.source_row
from core.medical_claim_version as line
left join marts.member_stretch as stretch
  on stretch.person_key = line.person_key
  and stretch.month = line.incurred_month
  and line.service_date between stretch.first_day and stretch.last_day
left join work.encounter_claim
  on encounter_claim.claim_root = case
    when line.setting = 'inpatient facility' or line.claim_service in ('Residential treatment', 'Inpatient hospice', 'Hospice at home')
      then line.claim_root
  end
  and encounter_claim.source_key = coalesce(line.data_source, '')
left join work.encounter_day
  on encounter_day.day = case
    when line.service_category_1 <> 'office-based'
      and line.category not in ('Urgent care', 'Home health', 'Hospice', 'Medical equipment and supplies')
      then line.service_date
  end
  and encounter_day.person_key = line.person_key
where line.is_paid
