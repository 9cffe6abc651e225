/*
title: Pharmacy before and after rebates
family: pharmacy
question: What do drugs cost before rebates, and what after them?
order: 15
needs: [pharmacy]
columns:
  - { name: quarter, label: Quarter from, role: dimension, type: month, definition: "First month of the calendar quarter of the fill; on the paid basis of the payment and of the day on which the rebate came in." }
  - { name: scripts, label: Prescriptions, role: measure, type: integer, unit: count, definition: "Fills net of reversals." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid on fills, before rebates." }
  - { name: rebates, label: Rebates received, role: measure, type: decimal, scale: 2, unit: usd, people: rebated_people, direction: up-is-better, definition: "Rebates that have come in for these fills. Not given where none has." }
  - { name: net_paid, label: After rebates, role: measure, type: decimal, scale: 2, unit: usd, people: rebated_people, direction: up-is-worse, definition: "Plan paid − rebates received. Not given for a quarter whose rebates have not come in, and on the total line while one of its quarters waits." }
  - { name: rebate_share, label: Rebates per dollar paid, role: measure, type: decimal, scale: 4, unit: ratio, people: rebated_people, direction: up-is-better, definition: "Rebates received ÷ plan paid of the quarters whose rebates have come in." }
  - { name: paid_pmpm, label: Plan paid PMPM, role: measure, type: decimal, scale: 2, unit: usd_pmpm, direction: up-is-worse, definition: "Plan paid ÷ all member months of the quarter." }
  - { name: net_pmpm, label: After rebates PMPM, role: measure, type: decimal, scale: 2, unit: usd_pmpm, people: rebated_people, direction: up-is-worse, definition: "After rebates ÷ all member months of the quarter." }
  - { name: brand_rebated, label: Brand fills with a rebate, role: measure, type: decimal, scale: 4, unit: ratio, compare: false, administration: true, definition: "Fills for which a rebate has come in ÷ brand prescriptions: where it is less than in other quarters, more may come." }
  - { name: came_in, label: Last came in, role: measure, type: date, compare: false, administration: true, definition: "Day on which the last rebate of these fills came in. Not given where none has." }
  - { name: waiting, label: Quarters waiting, role: measure, type: integer, unit: count, hidden: true, compare: false, administration: true, definition: "Quarters with fills for which no rebate has come in." }
  - { name: waiting_share, label: Share of plan paid that waits, role: measure, type: decimal, scale: 4, unit: ratio, hidden: true, compare: false, administration: true, definition: "Plan paid of quarters for which no rebate has come in ÷ plan paid." }
people: users
figures: [paid, rebates, net_paid, rebate_share]
chart: { type: stacked-bar, x: quarter, y: [net_paid, rebates], title: Plan paid after rebates and rebates received }
drill: { report: drugs, set: { period: quarter } }
answer: "Drugs cost the plan {totals.paid} in {period} before rebates[[ and {totals.net_paid} after {totals.rebates} of them]][[; the rebates on {totals.waiting_share|nonzero} of it have not come in yet]][[. Of quarters whose rebates are in, {totals.rebate_share} of what was paid came back]]."
footnotes:
  - "Rebates come months after the fill, on a file of their own; each belongs to the quarter of its fill. A rebate whose fill was not found belongs to the quarter that it names, under no enrollment."
  - "[[Quarters of {period} of which no rebates have come in: {totals.waiting|nonzero}. What is left after rebates is not given for them, nor for all together.]]"
companions: [pharmacy, pharmacy-measures]
*/
with fill as (
  select
    case grouping(date_trunc('quarter', basis_month(c))) when 1 then 'total' else 'row' end as line,
    cast(date_trunc('quarter', basis_month(c)) as date) as quarter,
    sum(c.scripts) as scripts,
    sum(c.scripts) filter (where c.brand_generic = 'Brand') as brand_scripts,
    sum(c.paid) as paid,
    people_behind(c) as users
  from totals_of(drug_month) as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
  group by grouping sets ((date_trunc('quarter', basis_month(c))), ())
),

rebate as (
  select
    case grouping(date_trunc('quarter', basis_month(r))) when 1 then 'total' else 'row' end as line,
    cast(date_trunc('quarter', basis_month(r)) as date) as quarter,
    sum(r.rebate) as rebates,
    count(*) as rebated_fills,
    people_behind(r) as rebated_people,
    max(r.received_date) as last_received
  from marts.rebate as r
  where
    basis_month(r) between $from and $to
    and in_slice(r)
  group by grouping sets ((date_trunc('quarter', basis_month(r))), ())
),

member as (
  select
    case grouping(date_trunc('quarter', m.month)) when 1 then 'total' else 'row' end as line,
    cast(date_trunc('quarter', m.month) as date) as quarter,
    sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
  group by grouping sets ((date_trunc('quarter', m.month)), ())
),

joined as (
  select
    coalesce(fill.line, rebate.line) as line,
    coalesce(fill.quarter, rebate.quarter) as quarter,
    fill.* exclude (line, quarter),
    rebate.* exclude (line, quarter)
  from fill
  full join rebate
    on rebate.line = fill.line
    and rebate.quarter is not distinct from fill.quarter
),

waiting as (
  select
    count_if(brand_scripts > 0 and rebates is null) as quarters,
    coalesce(sum(paid) filter (where brand_scripts > 0 and rebates is null), 0) as waiting_paid,
    sum(paid) filter (where rebates is not null) as settled_paid
  from joined
  where line = 'row'
)

select
  joined.line,
  joined.quarter,
  coalesce(joined.scripts, 0) as scripts,
  joined.paid,
  joined.rebates,
  case
    when joined.line = 'row' or waiting.quarters = 0
      then case when joined.rebates is not null then coalesce(joined.paid, 0) - joined.rebates end
  end as net_paid,
  round(cast(
    joined.rebates / nullif(case joined.line when 'total' then waiting.settled_paid else joined.paid end, 0) as decimal(38, 10)
  ), 4) as rebate_share,
  round(cast(joined.paid / nullif(member.member_months, 0) as decimal(38, 10)), 2) as paid_pmpm,
  case
    when joined.line = 'row' or waiting.quarters = 0
      then round(cast((coalesce(joined.paid, 0) - joined.rebates) / nullif(member.member_months, 0) as decimal(38, 10)), 2)
  end as net_pmpm,
  round(cast(joined.rebated_fills / nullif(joined.brand_scripts, 0) as decimal(38, 10)), 4) as brand_rebated,
  joined.last_received as came_in,
  case joined.line when 'total' then waiting.quarters end as waiting,
  round(cast(case
    when joined.line = 'total' then waiting.waiting_paid / nullif(joined.paid, 0)
    when joined.brand_scripts > 0 and joined.rebates is null then 1
    else 0
  end as decimal(38, 10)), 4) as waiting_share,
  coalesce(joined.users, 0) as users,
  -- Rebates that name no fill are nobody's.
  coalesce(nullif(joined.rebated_people, 0), joined.users, 0) as rebated_people
from joined
cross join waiting
left join member
  on member.line = joined.line
  and member.quarter is not distinct from joined.quarter
where joined.line = 'row' or joined.paid is not null or joined.rebates is not null
order by
  joined.line,
  joined.quarter
