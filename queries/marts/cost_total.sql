/*
table: marts.cost_total
needs: [marts.cost_month]
grain: one row per month of service, month of payment, service, network tier, whether enrollment was found, and which amounts are given
why: marts.cost_month added up over people, for a question that neither filters nor counts them
*/
select
  incurred_month,
  paid_month,
  benefit,
  category_1,
  category_2,
  network_tier,
  enrolled,
  cast(sum(lines) as bigint) as lines,
  cast(sum(services) as bigint) as services,
  cast(sum(charge) as decimal(18, 2)) as charge,
  cast(sum(allowed) as decimal(18, 2)) as allowed,
  cast(sum(paid) as decimal(18, 2)) as paid,
  cast(sum(member_cost) as decimal(18, 2)) as member_cost,
  cast(sum(lines_without_allowed) as bigint) as lines_without_allowed,
  cast(sum(paid_without_allowed) as decimal(18, 2)) as paid_without_allowed,
  cast(sum(lines_without_paid) as bigint) as lines_without_paid
from marts.cost_month
group by
  incurred_month,
  paid_month,
  benefit,
  category_1,
  category_2,
  network_tier,
  enrolled,
  -- Rows with and without these are told apart as in marts.cost_month.
  lines_without_allowed = 0,
  member_cost is null
order by
  incurred_month,
  paid_month,
  benefit,
  category_1,
  category_2,
  network_tier,
  enrolled,
  lines_without_allowed = 0,
  member_cost is null
