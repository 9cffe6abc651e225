/*
key: emergency_copay_effect
why: >
  What the plan and its members paid in the years since the emergency copay rose, and what they would have paid had it
  stayed: the same lines in the same order, each family's accumulators followed through both. That members came less often
  once it had risen is planted apart, as the rate emergency_copay_effect.
*/
select (getvariable('first_year') + y)::INTEGER as year, plan, sum(paid) as paid, sum(unchanged_paid) as unchanged_paid,
  sum(member_cost) as member_cost, sum(unchanged_member_cost) as unchanged_member_cost,
  sum(member_cost) - sum(unchanged_member_cost) as member_effect
from plan.unchanged_design
where exists (from plan_design d where d.plan = unchanged_design.plan and raises_emergency and y + 1 >= from_year)
group by all
order by year, plan
