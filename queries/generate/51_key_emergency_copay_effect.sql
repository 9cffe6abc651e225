/*
key: emergency_copay_effect
why: >
  What the plan and its members paid in the years since the emergency copay rose, and what they would have paid had it
  stayed: the same lines in the same order, each family's accumulators followed through both. That members came less often
  once it had risen is planted apart, as the rate emergency_copay_effect. A plan
  without the change is here where someone came to it in mid-year with accumulators of one that has it.
*/
select (getvariable('first_year') + y)::INTEGER as year, plan, sum(paid) as paid, sum(unchanged_paid) as unchanged_paid,
  sum(member_cost) as member_cost, sum(unchanged_member_cost) as unchanged_member_cost,
  sum(member_cost) - sum(unchanged_member_cost) as member_effect
from plan.unchanged_design
group by all
having sum(member_cost) <> sum(unchanged_member_cost)
order by year, plan
