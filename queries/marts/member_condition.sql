/*
table: marts.member_condition
needs: [marts.condition, marts.medical_coverage, work.condition_month]
grain: one row per person, condition and unbroken stretch of months in which it holds
why: who has which condition when; it holds in a month whose look-back, the month itself included, has one stay with the diagnosis or two other days with it
first_date: the first day of those that made it hold
first_found_month: the month in which it held for the first time
was_observed: covered without a gap in the twelve months before, so that it is new and not just new to the plan
*/
with seen as (
  select
    *,
    is_inpatient or outpatient_claims = 1 or first_day < last_day as is_enough,
    lag(month) over earlier as month_before,
    lag(last_day) over earlier as day_before
  from work.condition_month
  join marts.condition using (condition_order)
  window earlier as (partition by person_key, condition_order order by month)
),

-- What is enough by itself counts for the whole look-back; one day more is a second one as long as the last is in it.
enough as (
  select
    person_key,
    condition_order,
    case when is_enough then first_day else day_before end as first_date,
    month as from_month,
    cast(case when is_enough then month else month_before end + to_months(look_back_months - 1) as date) as to_month
  from seen
  where
    is_enough
    or month_before is not null
),

marked as (
  select
    *,
    coalesce(from_month > cast(max(to_month) over earlier + interval 1 month as date), true) as begins
  from enough
  where from_month <= to_month
  window earlier as (
    partition by person_key, condition_order
    order by from_month
    rows between unbounded preceding and 1 preceding
  )
),

numbered as (
  select
    *,
    count_if(begins) over (partition by person_key, condition_order order by from_month rows unbounded preceding) as stretch
  from marked
),

stretched as (
  select
    person_key,
    condition_order,
    min(from_month) as first_month,
    max(to_month) as last_month,
    min(first_date) as first_date
  from numbered
  group by
    person_key,
    condition_order,
    stretch
),

found as (
  select
    person_key,
    condition_order,
    min(first_month) as first_found_month
  from stretched
  group by
    person_key,
    condition_order
),

observed as (
  select
    found.person_key,
    found.condition_order,
    found.first_found_month,
    coalesce(bool_or(
      coverage.first_day <= found.first_found_month - interval 12 month
      and coverage.last_day >= found.first_found_month
    ), false) as was_observed
  from found
  left join marts.medical_coverage as coverage
    on coverage.person_key = found.person_key
  group by all
)

select
  stretched.person_key,
  condition.condition,
  stretched.condition_order,
  stretched.first_month,
  stretched.last_month,
  stretched.first_date,
  observed.first_found_month,
  observed.was_observed
from stretched
join observed using (person_key, condition_order)
join marts.condition using (condition_order)
