/*
table: marts.use_month
needs: [core.medical_claim, core.pharmacy_claim, marts.encounter, marts.member_month, marts.person]
grain: one row per person, month of service, measure and network tier
why: what every utilization report adds up; data/reference/use_measure.csv says what each measure counts
*/
with counted_line as (
  select
    person_id,
    service_date,
    category,
    service,
    network as network_tier,
    coalesce(rendering_npi, billing_npi, billing_tin) as provider,
    hcpcs_code
  from core.medical_claim
  where
    not is_reversed
    and category in ('Office visits', 'Urgent care', 'Outpatient surgery', 'Imaging')
),

visit as (
  select
    person_id,
    service_date,
    case service when 'Office visits' then 'office_visits' else 'telehealth_visits' end as measure,
    min(network_tier) as network_tier
  from counted_line
  where category = 'Office visits'
  group by
    person_id,
    provider,
    service_date,
    service
  union all
  select
    person_id,
    service_date,
    case category when 'Urgent care' then 'urgent_care_visits' else 'outpatient_surgeries' end,
    min(network_tier)
  from counted_line
  where category in ('Urgent care', 'Outpatient surgery')
  group by
    person_id,
    service_date,
    category
  union all
  select
    person_id,
    service_date,
    'imaging_services',
    min(network_tier)
  from counted_line
  where category = 'Imaging'
  group by
    person_id,
    service_date,
    hcpcs_code
),

event as (
  select
    person_id,
    start_date as service_date,
    case kind when 'admission' then 'admissions' when 'newborn admission' then 'newborn_admissions' else 'emergency_visits_all' end
      as measure,
    network_tier,
    'medical' as benefit,
    1 as count
  from marts.encounter
  union all
  select
    person_id,
    start_date,
    case kind when 'admission' then 'inpatient_days' else 'newborn_days' end,
    network_tier,
    'medical',
    days
  from marts.encounter
  where kind <> 'emergency visit'
  union all
  select
    person_id,
    start_date,
    'emergency_visits',
    network_tier,
    'medical',
    1
  from marts.encounter
  where not ended_in_admission
  union all
  select
    person_id,
    start_date,
    'emergency_visits_admitted',
    network_tier,
    'medical',
    1
  from marts.encounter
  where ended_in_admission
  union all
  select
    person_id,
    service_date,
    measure,
    network_tier,
    'medical',
    1
  from visit
  union all
  select
    person_id,
    service_date,
    'scripts',
    network,
    'pharmacy',
    fills
  from core.pharmacy_claim
),

person_use as (
  select
    coalesce(person_id, '(not given)') as person_id,
    cast(date_trunc('month', service_date) as date) as month,
    measure,
    network_tier,
    benefit,
    cast(sum(count) as bigint) as count
  from event
  group by all
  having sum(count) <> 0
)

select
  person.person_id,
  person.person_key,
  person_use.month,
  person_use.benefit,
  person_use.measure,
  person_use.network_tier,
  coalesce(member.plan, '(none)') as plan,
  coalesce(member.coverage_tier, '(none)') as coverage_tier,
  coalesce(member.member_status, '(none)') as member_status,
  coalesce(member.bargaining_unit, '(none)') as bargaining_unit,
  coalesce(member.employer_group, '(none)') as employer_group,
  coalesce(member.employer_type, '(none)') as employer_type,
  coalesce(member.relationship, '(none)') as relationship,
  coalesce(member.age_band, '(none)') as age_band,
  coalesce(member.sex, '(none)') as sex,
  coalesce(member.region, '(none)') as region,
  member.person_key is not null as enrolled,
  person_use.count
from person_use
join marts.person using (person_id)
left join marts.member_month as member
  on member.is_principal
  and member.person_key = person.person_key
  and member.month = person_use.month
order by
  person_use.month,
  person_use.measure,
  person.person_key,
  person_use.network_tier
