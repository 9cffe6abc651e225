/*
The lines of every family and plan year in the order in which they were adjudicated, with the terms that the plan
design sets for them, in cents. Runs after queries/generate/measures/reading.sql.
*/
create or replace temp table plan_design as
  select *, drugs_under_deductible = 'yes' as drugs_share
  from read_csv(getvariable('folder') || '/plan_design_????.csv', header = true, auto_type_candidates = ['INTEGER', 'DECIMAL', 'VARCHAR']);

create or replace temp table family_line as
  with every_line as (
    select data_source, root, claim_id, claim_version, line_type, line, person, person_id, family, plan, claim_start as day, adjudicated_date,
      benefit_code as benefit, false as drug, network_tier = 'out' as out_of_network, false as long_fill, sign,
      allowed, cob, deductible, copay, coinsurance
    from medical_version where claim_status = 'paid'
    union all
    select data_source, root, claim_id, 1, line_type, line, person, person_id, family, plan, day, adjudicated_date, formulary_tier, true, false,
      abs(days) = 90, sign, allowed, cob, deductible, copay, coinsurance
    from pharmacy_version where claim_status = 'paid'
  ), tiered as (
    /* the coverage tier of the span in force, or of the last one before */
    select l.*, year(day) as year, e.coverage_tier = 'Employee' as single
    from every_line l asof join eligibility e on e.person = l.person and l.day >= e.enrollment_start_date
  )
  select t.* exclude (allowed, cob, deductible, copay, coinsurance),
    (100 * sign * (allowed - cob))::BIGINT as owed, (100 * sign * deductible)::BIGINT as deductible, (100 * sign * copay)::BIGINT as copay,
    (100 * sign * coinsurance)::BIGINT as coinsurance,
    (100 * case
      when not drug then case benefit when 'office' then copay_office when 'specialist' then copay_specialist
        when 'urgent' then copay_urgent when 'emergency' then copay_emergency when 'admission' then copay_admission
        when 'surgery' then copay_surgery else 0 end
      when drugs_share then 0
      else case benefit when 'generic' then copay_generic when 'preferred' then copay_preferred when 'other' then copay_other
        when 'specialty' then copay_specialty else 0 end * case when long_fill then copays_of_ninety_days else 1 end
      end)::BIGINT as copay_due,
    case
      when benefit in ('preventive', 'none') then false
      when drug then drugs_share
      when benefit in ('office', 'specialist', 'urgent', 'emergency') then copay_office = 0
      else true end as shared,
    case when drug then coinsurance_drugs when out_of_network then coinsurance_out_of_network else coinsurance_in_network end::BIGINT as percent,
    (100 * case when single then deductible_single else deductible_member end)::BIGINT as member_deductible,
    (100 * case when single then deductible_single else deductible_family end)::BIGINT as family_deductible,
    (100 * case when single then limit_single else limit_member end)::BIGINT as member_limit,
    (100 * case when single then limit_single else limit_family end)::BIGINT as family_limit,
    row_number() over (partition by family, year order by adjudicated_date, claim_id, line, claim_version, line_type) as n
  from tiered t
  join plan_design d on d.plan = t.plan and d.plan_year = t.year;
