/*
relation: service_month
with: [eligibility]
grain: one row per month of service in the middle of the load
why: paid dollars beside the members covered, earlier loads included; the last three months are still filling in
*/
with claim as (
  select 'medical_claim' as table_name, date_trunc('month', claim_start_date)::date as month, paid_amount, true as is_staged from staged.medical_claim
  union all
  select 'medical_claim', date_trunc('month', claim_start_date)::date, paid_amount, false from held.medical_claim
  union all
  select 'pharmacy_claim', date_trunc('month', dispensing_date)::date, paid_amount, true from staged.pharmacy_claim
  union all
  select 'pharmacy_claim', date_trunc('month', dispensing_date)::date, paid_amount, false from held.pharmacy_claim
),

paid as (
  select
    table_name,
    month,
    sum(paid_amount) as paid_amount,
    bool_or(is_staged) as is_staged
  from claim
  where month is not null
  group by all
),

covered as (
  select
    paid.month,
    count(distinct span.person_id) as members
  from (select distinct month from paid) as paid
  join work.coverage as span
    on span.first_day <= last_day(paid.month)
    and span.last_day >= paid.month
  group by paid.month
)

select
  paid.*,
  covered.members
from paid
join covered using (month)
qualify
  paid.month <= max(paid.month) over (partition by table_name) - interval 3 month
  and covered.members > 0.5 * median(covered.members) over (partition by table_name)
