/*
table: marts.use_month
needs: [core.service_category, marts.encounter, marts.fill_line, marts.member_attribute, marts.service_line, reference.use_measure_service]
grain: one row per person, month of service, measure, network tier and what the person was known by on the day of service
why: what every utilization report adds up; data/reference/use_measure.csv says what each measure counts, use_measure_service.csv which lines; claims count in their final version
*/
with service_measure as (
  select
    service_category.service_rank,
    use_measure_service.measure,
    use_measure_service.equipment_use,
    contains(use_measure_service.once_a, 'provider') as by_provider,
    contains(use_measure_service.once_a, 'code') as by_code,
    contains(use_measure_service.once_a, 'line day') as by_line_day,
    contains(use_measure_service.once_a, 'month') as by_month
  from reference.use_measure_service
  join core.service_category using (service)
),

-- One row of it is one in the count.
counted as (
  select
    line.person_key,
    line.incurred_month as month,
    line.attribute_key,
    measure.measure,
    min(line.network_tier) as network_tier
  from marts.service_line as line
  join service_measure as measure
    on measure.service_rank = line.service_rank
    and coalesce(measure.equipment_use = cast(line.equipment_use as varchar), measure.equipment_use is null)
  where line.is_final
  group by
    line.person_key,
    line.incurred_month,
    line.attribute_key,
    measure.measure,
    case when not measure.by_month then if(measure.by_line_day, line.line_date, line.service_date) end,
    case when measure.by_provider then line.provider end,
    case when measure.by_code then line.procedure_code end
),

encounter_measure as (
  select *
  from (values
    ('admission', null, 'admissions', 'inpatient_days'),
    ('newborn admission', null, 'newborn_admissions', 'newborn_days'),
    ('observation stay', false, 'observation_stays', null),
    ('emergency visit', null, 'emergency_visits_all', null),
    ('emergency visit', false, 'emergency_visits', null),
    ('emergency visit', true, 'emergency_visits_admitted', null),
    ('skilled nursing stay', null, 'skilled_nursing_stays', 'skilled_nursing_days'),
    ('rehabilitation stay', null, 'rehabilitation_stays', 'rehabilitation_days'),
    ('residential stay', null, null, 'residential_days'),
    ('hospice stay', null, null, 'hospice_days')
  ) as measure(kind, ended_in_admission, measure, days_measure)
),

encounter as (
  select
    encounter.person_key,
    encounter.incurred_month as month,
    encounter.attribute_key,
    encounter.network_tier,
    encounter.days,
    measure.measure,
    measure.days_measure
  from marts.encounter
  join encounter_measure as measure
    on measure.kind = encounter.kind
    and coalesce(measure.ended_in_admission = encounter.ended_in_admission, true)
),

event as (
  select
    person_key,
    month,
    attribute_key,
    measure,
    network_tier,
    'medical' as benefit,
    1 as count
  from counted
  union all
  select
    person_key,
    month,
    attribute_key,
    measure,
    network_tier,
    'medical',
    1
  from encounter
  where measure is not null
  union all
  select
    person_key,
    month,
    attribute_key,
    days_measure,
    network_tier,
    'medical',
    days
  from encounter
  where days_measure is not null
  union all
  select
    person_key,
    incurred_month,
    attribute_key,
    'scripts',
    network_tier,
    'pharmacy',
    1
  from marts.fill_line
  where is_final
),

person_use as (
  select
    person_key,
    month,
    attribute_key,
    measure,
    network_tier,
    benefit,
    cast(sum(count) as bigint) as count
  from event
  group by all
)

select
  person_use.person_key,
  person_use.month,
  person_use.benefit,
  person_use.measure,
  person_use.network_tier,
  attribute.* exclude (attribute_key),
  person_use.count
from person_use
join marts.member_attribute as attribute using (attribute_key)
order by
  person_use.month,
  person_use.measure,
  person_use.person_key,
  person_use.network_tier
