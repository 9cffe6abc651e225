/*
finish: premium_rate
why: >
  Monthly rates by plan year, plan, status and tier, in cents, additive over the parts of a tier. Their level is the one
  at which the whole series costs the loss ratio of the settings; from year to year they rise by the settings alone.
*/
with growth as (
  select year::INTEGER as n, exp(sum(ln(1 + increase::DOUBLE)) over (order by year::INTEGER)) as growth from csv.premium_increases
), rate as (
  select (getvariable('first_year') + n - 1)::INTEGER as plan_year, p.plan, s.member_status, s.payer, part,
    growth * p.factor::DOUBLE * s.factor::DOUBLE * r.factor::DOUBLE as weight,
    least(1, case part when 'employee' then own_share else family_share end::DOUBLE
      * case when payer = 'employee' then p.member_share::DOUBLE else 1 end) as share
  from growth, csv.premium_plans p, csv.premium_statuses s, csv.premium_parts r
  where n <= getvariable('years')
), tier as (
  select rowid as tier_no, coverage_tier, unnest(string_split(parts, '|')) as part from csv.premium_tiers
), tier_weight as (
  select plan_year, plan, member_status, coverage_tier, sum(weight) as weight from rate join tier using (part) group by all
), base as (
  select sum(contracts * round(weight * 1000000)::BIGINT) / 1000000 as weights
  from plan.contract_month m
  join tier_weight t on t.plan_year = year(m.month) and t.plan = m.plan and t.member_status = m.status and t.coverage_tier = m.coverage_tier
  where posted <= service_end()
), cost as (
  select sum(amount) as cents from plan_cost where day <= service_end()
)
select plan_year, plan, member_status, payer, tier_no, coverage_tier,
  sum(round(weight * cents / planned_loss_ratio() / weights))::BIGINT as rate,
  sum(round(round(weight * cents / planned_loss_ratio() / weights) * share))::BIGINT as member_rate
from rate join tier using (part) cross join base cross join cost
group by all
