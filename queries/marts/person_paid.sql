/*
table: marts.person_paid
needs: [marts.cost_month]
grain: one row per person with claims
why: who can come to a threshold at all, whatever the period and the filters
paid_most: all that the plan ever paid, without what it took back; no part of it is more
*/
select
  person_key,
  cast(sum(greatest(paid, 0)) as decimal(18, 2)) as paid_most
from marts.cost_month
group by person_key
order by person_key
