/*
title: Pharmacy by channel
family: pharmacy
question: Where do members fill their prescriptions?
order: 20
needs: [pharmacy]
columns:
  - { name: channel, label: Channel, role: dimension, type: text, definition: "Retail, mail or specialty pharmacy, as the source says." }
  - { name: scripts, label: Prescriptions, role: measure, type: integer, unit: count, definition: "Fills net of reversals." }
  - { name: days_supply, label: Days supply, role: measure, type: integer, unit: days, definition: "Days that the fills last, net of reversals." }
  - { name: users, label: Members with a fill, role: measure, type: integer, unit: members, definition: "Different members with a fill." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow: the plan's share and the member's share together." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid, before rebates." }
  - { name: member_cost, label: Member cost share, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "Deductible, copay and coinsurance." }
  - { name: paid_per_script, label: Plan paid per prescription, role: measure, type: decimal, scale: 2, unit: usd_each, direction: up-is-worse, definition: "Plan paid ÷ prescriptions." }
  - { name: share_of_paid, label: Share of plan paid, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Plan paid of the channel ÷ plan paid of all." }
  - { name: lines_without_paid_date, label: Fills without a paid date, role: measure, type: integer, hidden: true, compare: false, definition: "On the paid basis: fills of the period that no month of payment can be given to." }
  - { name: paid_without_paid_date, label: Plan paid on those, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, compare: false, definition: "Plan paid on fills without a paid date." }
people: users
figures: [scripts, paid, paid_per_script]
chart: { type: bar, x: channel, y: [paid], title: Plan paid by channel }
answer: "Members filled {totals.scripts} {totals.scripts|plural:prescription,prescriptions} in {period}; the plan paid {totals.paid_per_script} for each."
footnotes:
  - "Before rebates, which come on files of their own."
  - "[[{totals.lines_without_paid_date|nonzero} fills of {period} give no paid date and so belong to no month of payment.]][[ The plan paid {totals.paid_without_paid_date} on them.]]"
companions: [pharmacy]
*/
with undated as (
  select
    sum(c.lines) as lines,
    sum(c.paid) as paid
  from marts.pharmacy_month as c
  where
    c.incurred_month between $from and $to
    and c.paid_month is null
    and basis_month(c) is null
    and in_slice(c)
),

summed as (
  select
    case grouping(c.channel) when 1 then 'total' else 'row' end as line,
    c.channel,
    sum(c.scripts) as scripts,
    sum(c.days_supply) as days_supply,
    count(distinct c.person_key) as users,
    sum(c.allowed) as allowed,
    sum(c.paid) as paid,
    sum(c.member_cost) as member_cost
  from marts.pharmacy_month as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
  group by grouping sets ((c.channel), ())
),

whole as (
  select paid as all_paid
  from summed
  where line = 'total'
)

select
  summed.line,
  summed.channel,
  coalesce(summed.scripts, 0) as scripts,
  summed.days_supply,
  summed.users,
  summed.allowed,
  summed.paid,
  summed.member_cost,
  round(cast(summed.paid / nullif(summed.scripts, 0) as decimal(38, 10)), 2) as paid_per_script,
  round(cast(summed.paid / nullif(whole.all_paid, 0) as decimal(38, 10)), 4) as share_of_paid,
  case summed.line when 'total' then undated.lines end as lines_without_paid_date,
  case summed.line when 'total' then undated.paid end as paid_without_paid_date
from summed
cross join whole
cross join undated
order by
  summed.line,
  starts_with(summed.channel, '('),
  summed.channel
