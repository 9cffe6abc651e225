/*
step: reading
why: >
  The one reading of a folder of extracts that the measures, the faults and the recomputations share. It knows the
  files and nothing of the generator. The variable `folder` names the extracts. Dollars are summed over
  `medical_version` and `pharmacy_version`, every paid version on its own paid date; things are counted on `medical`
  and `pharmacy`, the final versions.
*/
create or replace temp table eligibility_feed as
  select * replace (birth_date::DATE as birth_date, death_date::DATE as death_date, file_date::DATE as file_date,
    enrollment_start_date::DATE as enrollment_start_date, enrollment_end_date::DATE as enrollment_end_date)
  from read_csv(getvariable('folder') || '/eligibility_????-??.csv', all_varchar = true, header = true);

/* a span is named by source, member, start and plan; the latest file's word on it stands */
create or replace temp table eligibility as
  with latest as (
    from eligibility_feed
    qualify row_number() over (partition by data_source, member_id, enrollment_start_date, plan order by file_date desc) = 1
  )
  select *, subscriber_id || '-' || split_part(member_id, '-', 2) as person
  from latest where enrollment_status is distinct from 'void';

/* ids change; the family's number and the place in the family do not */
create or replace temp table person_number as
  select person_id, min(person) as person, min(subscriber_id) as family from eligibility group by person_id;

create or replace temp table medical_version as
  with line as (
    select data_source, claim_id, claim_line_number::INTEGER as line, claim_type, person_id, coalesce(person, person_id) as person,
      family, member_id, plan, place_of_service_code as place, bill_type_code as bill, revenue_center_code as revenue, hcpcs_code as hcpcs,
      drg_code as drg, facility_npi, rendering_npi, billing_npi, network_tier,
      diagnosis_code_1 as dx, diagnosis_code_2 as dx_2, discharge_disposition_code as disposition,
      admission_date::DATE as admission_date, discharge_date::DATE as discharge_date,
      claim_start_date::DATE as claim_start, claim_line_start_date::DATE as line_start,
      case claim_type when 'professional' then claim_line_start_date else claim_start_date end::DATE as day,
      received_date::DATE as received_date, adjudicated_date::DATE as adjudicated_date, paid_date::DATE as paid_date,
      service_unit_quantity::DECIMAL(18, 2) as units,
      charge_amount::DECIMAL(18, 2) as charge, allowed_amount::DECIMAL(18, 2) as allowed, paid_amount::DECIMAL(18, 2) as paid,
      deductible_amount::DECIMAL(18, 2) as deductible, copayment_amount::DECIMAL(18, 2) as copay,
      coinsurance_amount::DECIMAL(18, 2) as coinsurance, cob_amount::DECIMAL(18, 2) as cob,
      claim_status, line_type, claim_version::INTEGER as claim_version, adjustment_reason, benefit_code,
      coalesce(original_claim_id, case
        when line_type <> 'original' and data_source = 'First administrator' then left(claim_id, length(claim_id) - 1)
        else claim_id end) as root
    from read_csv(getvariable('folder') || '/*_medical_????-??.csv', all_varchar = true, header = true)
    left join person_number using (person_id)
  )
  select *, deductible + copay + coinsurance as member_cost, case line_type when 'reversal' then -1 else 1 end as sign,
    case when bill in ('111', '211') then 'inpatient' when claim_type = 'institutional' then 'outpatient'
      else 'professional' end as class
  from line;

/* the version of each claim that stands: the last one paid, unless every paid version has been taken back */
create or replace temp table medical as
  with version as (
    select distinct data_source, root, claim_id, claim_version, line_type, sign, adjudicated_date from medical_version where claim_status = 'paid'
  ), final as (
    from version
    qualify sum(sign) over (partition by data_source, root) > 0
      and row_number() over (partition by data_source, root order by sign desc, adjudicated_date desc, claim_version desc) = 1
  )
  from medical_version semi join final using (data_source, root, claim_id, claim_version, line_type) where claim_status = 'paid';

create or replace temp table pharmacy_version as
  select data_source, claim_id, claim_line_number::INTEGER as line, person_id, coalesce(person, person_id) as person, family,
    member_id, plan, dispensing_date::DATE as day,
    adjudicated_date::DATE as adjudicated_date, paid_date::DATE as paid_date, ndc_code as ndc,
    quantity::DECIMAL(18, 1) as quantity, days_supply::INTEGER as days, channel, brand_generic, specialty, formulary_tier,
    claim_status, line_type, original_claim_id, coalesce(original_claim_id, claim_id) as root,
    charge_amount::DECIMAL(18, 2) as charge, allowed_amount::DECIMAL(18, 2) as allowed, paid_amount::DECIMAL(18, 2) as paid,
    deductible_amount::DECIMAL(18, 2) as deductible, copayment_amount::DECIMAL(18, 2) as copay,
    coinsurance_amount::DECIMAL(18, 2) as coinsurance, cob_amount::DECIMAL(18, 2) as cob,
    copayment_amount::DECIMAL(18, 2) + coinsurance_amount::DECIMAL(18, 2) + deductible_amount::DECIMAL(18, 2) as member_cost,
    ingredient_cost::DECIMAL(18, 2) as ingredient, dispensing_fee::DECIMAL(18, 2) as fee,
    case line_type when 'reversal' then -1 else 1 end as sign
  from read_csv(getvariable('folder') || '/pharmacy_claim_????-??.csv', all_varchar = true, header = true)
  left join person_number using (person_id);

create or replace temp table pharmacy as
  from pharmacy_version v
  where claim_status = 'paid' and sign = 1
    and not exists (from pharmacy_version r where r.sign = -1 and r.original_claim_id = v.claim_id);

create or replace temp table service_years as
  select year(min(day)) as first_year, year(max(day)) as last_year, make_date(year(max(day)), 12, 31) as last_day
  from pharmacy_version;

/* one a person and month with any covered day */
create or replace temp table member_month as
  select distinct person, m::DATE as month
  from eligibility, service_years,
    lateral (select unnest(generate_series(date_trunc('month', greatest(enrollment_start_date, make_date(first_year, 1, 1))),
      least(coalesce(enrollment_end_date, last_day), last_day)::TIMESTAMP, interval 1 month)) as m) t;

create or replace temp table person as
  select person, max(birth_date) as birth_date, max(gender) as sex, max(death_date) as death_date,
    bool_or(plan = 'Medicare Supplement') as medicare
  from eligibility group by person;

create or replace temp table member_year as
  select year(month) as year, count(*) as member_months, count(distinct person) as members from member_month group by 1;
