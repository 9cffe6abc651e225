/*
table: marts.member_condition
needs: [marts.condition, work.condition_month]
grain: one row per person, condition and unbroken stretch of months in which it holds
why: who has which condition when; it holds in a month whose look-back, the month itself included, has one stay with the diagnosis or two other days with it
first_found_month: the month in which it held for the first time
first_date: the first day of those that made it hold
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
)

select
  stretched.person_key,
  condition.condition,
  condition_order,
  stretched.first_month,
  stretched.last_month,
  min(stretched.first_month) over (partition by stretched.person_key, condition_order) as first_found_month,
  stretched.first_date
from stretched
join marts.condition using (condition_order)
order by
  person_key,
  condition_order,
  first_month
