/*
table: marts.dearest_month
needs: [marts.cost_month]
grain: one row per month of service
why: how much the plan paid for the one member who cost most
*/
with person_month as (
  select
    incurred_month,
    person_key,
    sum(paid) as paid
  from marts.cost_month
  where enrolled
  group by
    incurred_month,
    person_key
)

select
  incurred_month as month,
  cast(max(paid) as decimal(18, 2)) as paid
from person_month
group by incurred_month
order by incurred_month
