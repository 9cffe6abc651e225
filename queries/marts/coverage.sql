/*
view: marts.coverage
needs: [core.eligibility]
grain: one row per person, benefit and unbroken stretch of coverage
why: spans that overlap or follow on the next day are one, so that a change of plan, tier or number is not taken for a termination
last_day: the last day of coverage, a termination; empty where it is open
*/
with benefit_name as (
  select
    unnest([1, 2, 4, 8, 16, 32, 64]) as benefit_bit,
    unnest(['medical', 'pharmacy', 'dental', 'vision', 'life', 'disability', 'other']) as benefit
),

span as (
  select
    eligibility.person_key,
    eligibility.person_id,
    benefit_name.benefit,
    eligibility.enrollment_start_date as first_day,
    coalesce(eligibility.coverage_end_date, date '9999-12-31') as last_day
  from core.eligibility
  join benefit_name
    on eligibility.benefit_mask & benefit_name.benefit_bit <> 0
  where eligibility.enrollment_start_date <= coalesce(eligibility.coverage_end_date, date '9999-12-31')
),

marked as (
  select
    *,
    coalesce(first_day > 1 + max(last_day) over (
      partition by person_key, benefit
      order by first_day, last_day
      rows between unbounded preceding and 1 preceding
    ), true) as begins
  from span
),

numbered as (
  select
    *,
    count_if(begins) over (partition by person_key, benefit order by first_day, last_day rows unbounded preceding) as stretch
  from marked
)

select
  person_key,
  person_id,
  benefit,
  min(first_day) as first_day,
  nullif(max(last_day), date '9999-12-31') as last_day,
  count(*) as spans
from numbered
group by
  person_key,
  person_id,
  benefit,
  stretch
