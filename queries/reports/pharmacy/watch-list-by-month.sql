/*
title: Drugs to watch by month
family: pharmacy
question: How fast does the use of watched drugs grow?
order: 41
own:
  list: { label: Watch list, type: list }
needs: [pharmacy]
columns:
  - { name: month, label: Month, role: dimension, type: month, definition: "Month of the fill, or of payment on the paid basis." }
  - { name: watch_list, label: List, role: dimension, type: text, definition: "Watch list that the drug is on." }
  - { name: users, label: Members, role: measure, type: integer, unit: members, definition: "Different members with a fill in the month." }
  - { name: scripts, label: Prescriptions, role: measure, type: integer, unit: count, definition: "Fills net of reversals." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid, before rebates." }
  - { name: paid_pmpm, label: Plan paid PMPM, role: measure, type: decimal, scale: 2, unit: usd_pmpm, direction: up-is-worse, definition: "Plan paid ÷ all member months of the month." }
people: people
figures: [users, scripts, paid]
chart: { type: line, x: month, y: [paid], series: watch_list, title: Plan paid by month }
answer: "The plan paid {totals.paid} for {totals.scripts} {totals.scripts|plural:fill,fills} of watched drugs in {period}."
footnotes:
  - "A drug that is on two lists counts on each. Before rebates."
companions: [watch-list]
*/
with watched as (
  select *
  from marts.watch_drug
  where $list is null or list_contains($list, watch_list)
),

summed as (
  select
    case when grouping(basis_month(f)) = 1 then 'total' else 'row' end as line,
    basis_month(f) as month,
    watched.watch_list,
    count(distinct f.person_key) as users,
    people_behind(f) as people,
    count_if(f.is_final) as scripts,
    sum(f.paid) as paid
  from marts.fill as f
  join watched using (ndc)
  where
    basis_month(f) between $from and $to
    and in_slice(f)
  group by grouping sets ((basis_month(f), watched.watch_list), ())
),

member as (
  select
    case grouping(m.month) when 1 then 'total' else 'row' end as line,
    m.month,
    sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
  group by grouping sets ((m.month), ())
)

select
  summed.line,
  summed.month,
  summed.watch_list,
  summed.users,
  summed.scripts,
  summed.paid,
  round(cast(summed.paid / nullif(member.member_months, 0) as decimal(38, 10)), 2) as paid_pmpm,
  coalesce(summed.people, 0) as people
from summed
left join member
  on member.line = summed.line
  and member.month is not distinct from summed.month
where summed.line = 'row' or summed.users > 0
order by
  summed.line,
  summed.month,
  summed.watch_list
