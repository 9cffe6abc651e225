/*
table: marts.use_total
needs: [marts.use_month]
grain: one row per month of service, measure, network tier and whether enrollment was found
why: marts.use_month added up over people, for a question that neither filters nor counts them
*/
select
  month,
  measure,
  benefit,
  network_tier,
  enrolled,
  cast(sum(count) as bigint) as count
from marts.use_month
group by all
order by all
