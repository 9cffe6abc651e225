/*
finish: fund_entry
why: >
  What comes into the fund and goes out, in cents, but for the opening balance, the premium holiday and interest:
  contributions are the rates times the contract-months posted at a month's end.
*/
with contribution as (
  select month_end(posted) as day, m.plan, payer, sum(contracts * member_rate)::BIGINT as member, sum(contracts * (rate - member_rate))::BIGINT as employer
  from plan.contract_month m
  join premium_rate r on r.plan_year = year(m.month) and r.plan = m.plan and r.member_status = m.status and r.coverage_tier = m.coverage_tier
  group by all
), entry as (
  select payer || ' contribution' as kind, null::VARCHAR as vendor, plan, day, member as amount from contribution
  union all
  select 'employer contribution', null, plan, day, sum(employer)::BIGINT from contribution group by plan, day
  union all
  select kind, vendor, plan, day, -amount from plan_cost
)
select * from entry where amount <> 0 and day <= service_end()
