/*
total: unchanged_design
why: >
  What the members' share of the same lines would have come to had the emergency copay of the design before stayed, by
  plan year and plan; what the plan paid differs by as much, the other way.
*/
select y, d.plan, money(sum(owed_cents - member_cents)) as paid, money(sum(member_cents)) as member_cost,
  money(sum(owed_cents - member_cents_before)) as unchanged_paid, money(sum(member_cents_before)) as unchanged_member_cost
from design_change join plan_design d using (design_no)
group by all
