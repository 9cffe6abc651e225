/*
key: million_dollar_member
why: Whose care of a plan year came to more than a million dollars allowed, and what stop-loss gives back of it.
*/
select person_id, plan_year, money(sum(allowed)) as allowed, money(sum(paid)) as paid,
  money(greatest(0, sum(paid) - 100 * fund_rate('stop_loss_attachment'))) as above_attachment
from plan.large_claimant
group by person_no, person_id, plan_year
having sum(allowed) > 100000000
order by plan_year, person_id
