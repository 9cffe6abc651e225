/*
finish: plan_cost
why: >
  What the plan costs, in cents, entry by entry with the day of its payment: claims as the vendors paid them, the last
  claims of the years before the series, which are on no file, fees, stop-loss, less rebates and recoveries.
*/
with fee as (
  select *, case when plan = 'HMO' then 'HMO administrator' when month < administrator_change() then 'First administrator'
      else 'Second administrator' end as vendor,
    pow(1 + fund_rate('fee_growth'), year(month) - getvariable('first_year')) as growth
  from (select posted, month, plan, sum(contracts)::BIGINT as contracts from plan.contract_month group by all)
), claimant as (
  select person_no, plan_year, month, greatest(0, sum(paid) over so_far - 100 * fund_rate('stop_loss_attachment'))::BIGINT as above
  from (select person_no, plan_year, month, sum(paid)::BIGINT as paid from plan.large_claimant group by all)
  window so_far as (partition by person_no, plan_year order by month)
), recovery as (
  select month, above - lag(above, 1, 0) over (partition by person_no, plan_year order by month) as amount from claimant
)
select 'claims funding' as kind, vendor, null::VARCHAR as plan, paid_date as day, sum(paid * 100)::BIGINT as amount
from plan.paid_week group by all
union all
select 'administrator fee', vendor, plan, month_end(posted), sum(contracts * round(100 * growth * case vendor
  when 'HMO administrator' then fund_rate('hmo_administrator_fee') when 'First administrator' then fund_rate('first_administrator_fee')
  else fund_rate('second_administrator_fee') end))::BIGINT
from fee group by all
union all
select 'pharmacy manager fee', 'Pharmacy benefit manager', plan, month_end(posted),
  sum(contracts * round(100 * growth * fund_rate('pharmacy_manager_fee')))::BIGINT
from fee group by all
union all
select 'stop-loss premium', 'Stop-loss carrier', plan, month_end(posted),
  sum(contracts * round(100 * growth * fund_rate('stop_loss_premium')))::BIGINT
from fee group by all
union all
select 'stop-loss recovery', 'Stop-loss carrier', null, (add_months(month, fund_rate('stop_loss_months')) + 14)::DATE, -sum(amount)::BIGINT
from recovery where amount <> 0 group by all
union all
select 'rebate', 'Pharmacy benefit manager', null, received_date, -sum(rebate)::BIGINT from plan.rebate_received group by all
union all
select 'program fee', vendor, null, month_end(month), sum(amount)::BIGINT from program_cost group by all
union all
select 'claims of earlier years', 'First administrator', null, month_end(add_months(plan_start(), month::INTEGER - 1)),
  (round(share::DOUBLE * (
    select sum(paid * 100)::BIGINT from plan.paid_week
    where vendor <> 'Pharmacy benefit manager' and paid_date between add_months(plan_start(), 3) and add_months(plan_start(), 12) - 1) / 9))::BIGINT
from csv.fund_earlier_claims
