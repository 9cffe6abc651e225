/*
table: marts.use_month
needs: [core.medical_claim, core.pharmacy_claim, marts.encounter, marts.member_attribute, marts.member_stretch, marts.person, work.split_month]
grain: one row per person, month of service, measure, network tier and what the person was known by on the day of service
why: what every utilization report adds up; data/reference/use_measure.csv says what each measure counts; claims count in their final version
*/
with counted_line as (
  select
    person_key,
    service_date,
    category,
    service,
    network as network_tier,
    coalesce(rendering_npi, billing_npi, billing_tin) as provider,
    hcpcs_code
  from core.medical_claim
  where category in ('Office visits', 'Urgent care', 'Outpatient surgery', 'Imaging')
),

visit as (
  select
    person_key,
    service_date,
    case service when 'Office visits' then 'office_visits' else 'telehealth_visits' end as measure,
    min(network_tier) as network_tier
  from counted_line
  where category = 'Office visits'
  group by
    person_key,
    provider,
    service_date,
    service
  union all
  select
    person_key,
    service_date,
    case category when 'Urgent care' then 'urgent_care_visits' else 'outpatient_surgeries' end,
    min(network_tier)
  from counted_line
  where category in ('Urgent care', 'Outpatient surgery')
  group by
    person_key,
    service_date,
    category
  union all
  select
    person_key,
    service_date,
    'imaging_services',
    min(network_tier)
  from counted_line
  where category = 'Imaging'
  group by
    person_key,
    service_date,
    hcpcs_code
),

stay_measure as (
  select
    unnest(['admission', 'newborn admission', 'emergency visit']) as kind,
    unnest(['admissions', 'newborn_admissions', 'emergency_visits_all']) as measure,
    unnest(['inpatient_days', 'newborn_days', null]) as days_measure
),

event as (
  select
    person_key,
    start_date as service_date,
    stay_measure.measure,
    network_tier,
    'medical' as benefit,
    1 as count
  from marts.encounter
  join stay_measure using (kind)
  union all
  select
    person_key,
    start_date,
    stay_measure.days_measure,
    network_tier,
    'medical',
    days
  from marts.encounter
  join stay_measure using (kind)
  where stay_measure.days_measure is not null
  union all
  select
    person_key,
    start_date,
    case when ended_in_admission then 'emergency_visits_admitted' else 'emergency_visits' end,
    network_tier,
    'medical',
    1
  from marts.encounter
  where kind = 'emergency visit'
  union all
  select
    person_key,
    service_date,
    measure,
    network_tier,
    'medical',
    1
  from visit
  union all
  select
    person_key,
    service_date,
    'scripts',
    network,
    'pharmacy',
    1
  from core.pharmacy_claim
),

person_use as (
  select
    event.person_key,
    cast(date_trunc('month', event.service_date) as date) as month,
    case when split_month.month is null then cast(date_trunc('month', event.service_date) as date) else event.service_date end as day,
    event.measure,
    event.network_tier,
    event.benefit,
    cast(sum(event.count) as bigint) as count
  from event
  left join work.split_month
    on split_month.person_key = event.person_key
    and split_month.month = date_trunc('month', event.service_date)
  group by all
)

select
  person.person_id,
  person_use.person_key,
  person_use.month,
  person_use.benefit,
  person_use.measure,
  person_use.network_tier,
  attribute.* exclude (attribute_key),
  person_use.count
from person_use
join marts.person using (person_key)
left join marts.member_stretch as stretch
  on stretch.person_key = person_use.person_key
  and stretch.month = person_use.month
  and person_use.day between stretch.first_day and stretch.last_day
join marts.member_attribute as attribute
  on attribute.attribute_key = coalesce(stretch.attribute_key, 0)
order by
  person_use.month,
  person_use.measure,
  person_use.person_key,
  person_use.network_tier
