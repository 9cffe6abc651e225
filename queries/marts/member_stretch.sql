/*
table: marts.member_stretch
needs: [work.covered_month, work.span]
grain: one row per person, month and stretch of days with the same span in force; one row for a month without a change
why: what a claim is known by on its day of service; a claim belongs where service_date is between first_day and last_day
in_force: of the spans for medical care, else of those for drugs, the one that began last, then the newest row, as for the member month
*/
with person_month as (
  -- A row of medical care and drugs together is its person's only one of either in the month.
  select
    person_key,
    month,
    span_order,
    days,
    has_several_spans,
    days as all_days
  from work.covered_month
  where benefits & 3 = 3
  union all
  select
    person_key,
    month,
    arg_min(span_order, benefits & 3) as span_order,
    arg_min(days, benefits & 3) as days,
    arg_min(has_several_spans, benefits & 3) as has_several_spans,
    bit_or(days) as all_days
  from work.covered_month
  where benefits & 3 in (1, 2)
  group by
    person_key,
    month
),

-- A single span is in force on every day that is covered at all.
simple as (
  select
    person_month.person_key,
    person_month.month,
    greatest(span.first_day, person_month.month) as first_day,
    least(span.last_day, last_day(person_month.month)) as last_day,
    person_month.span_order
  from person_month
  join work.span using (span_order)
  where
    not person_month.has_several_spans
    and person_month.days = person_month.all_days
),

-- In the other months each day is looked at by itself.
span_day as (
  select
    person_month.person_key,
    person_month.month,
    span.span_order,
    span.benefit_mask & 1 as is_medical,
    unnest(generate_series(
      greatest(span.first_day, person_month.month),
      least(span.last_day, last_day(person_month.month)),
      interval 1 day
    ))::date as day
  from person_month
  join work.span
    on span.person_key = person_month.person_key
    and span.benefit_mask & 3 <> 0
    and span.first_day <= last_day(person_month.month)
    and span.last_day >= person_month.month
  where
    person_month.has_several_spans
    or person_month.days <> person_month.all_days
),

covered_day as (
  select
    person_key,
    month,
    day,
    cast(max(is_medical * 1000000000000 + span_order) % 1000000000000 as integer) as span_order
  from span_day
  group by
    person_key,
    month,
    day
),

stretch_day as (
  select
    *,
    day - cast(row_number() over (partition by person_key, month, span_order order by day) as integer) as stretch
  from covered_day
),

stretch as (
  select *
  from simple
  union all
  select
    person_key,
    month,
    min(day),
    max(day),
    span_order
  from stretch_day
  group by
    person_key,
    month,
    span_order,
    stretch
),

aged as (
  select
    stretch.*,
    span.attribute_set,
    date_sub('year', span.birth_date, stretch.month) as age
  from stretch
  join work.span using (span_order)
)

select
  person_key,
  month,
  first_day,
  last_day,
  first_day > month or last_day < last_day(month) as is_part,
  attribute_set * 8 + case
    when age is null then 0
    when age < 18 then 1
    when age < 26 then 2
    when age < 35 then 3
    when age < 45 then 4
    when age < 55 then 5
    when age < 65 then 6
    else 7
  end as attribute_key
from aged
