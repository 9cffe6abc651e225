/*
table: plan_choice
why: >
  The plan of each contract and year. Most keep theirs; a few choose anew each January. The high-deductible plan draws
  the healthier and the non-represented, and grows.
*/
with weighed as (
  select e.contract_no, e.k, y, year_key, u.ppo as ppo, u.hmo as hmo,
    u.hdhp * pow(1 + rate('hdhp_growth'), y) * case when p.conditions = 0 then rate('hdhp_healthier')
      when p.conditions > 1 then rate('hdhp_sicker') else 1 end * case when e.entry_status = 'Active' then 1 else 0.4 end as hdhp,
    y = 0 or draw_by(year_key, 950706376) < rate('plan_redraw_per_year') as chooses
  from employee e
  join bargaining_unit u using (unit_no)
  join person p on p.contract_no = e.contract_no and p.idx = 0
  cross join lateral (select y, child_key(e.k, 400 + y) as year_key from range(0, getvariable('years')::BIGINT) t(y)) r
), wish as (
  select contract_no, y, chooses, case when draw(year_key, 'plan') * (ppo + hmo + hdhp) < hdhp then 'HDHP'
    when draw(year_key, 'plan') * (ppo + hmo + hdhp) < hdhp + hmo then 'HMO' else 'PPO' end as plan
  from weighed
)
select contract_no, (getvariable('first_year') + y)::INTEGER as year,
  last_value(case when chooses then plan end ignore nulls) over (partition by contract_no order by y) as plan
from wish
