/*
title: Pharmacy
family: pharmacy
question: What do prescriptions cost, and for which drugs?
order: 10
needs: [pharmacy]
columns:
  - { name: drug_class, label: Drug class, role: dimension, type: text, definition: "Specialty drugs first; the rest by brand or generic, as the source says." }
  - { name: scripts, label: Prescriptions, role: measure, type: integer, unit: count, definition: "Fills net of reversals." }
  - { name: days_supply, label: Days supply, role: measure, type: integer, unit: days, definition: "Days that the fills last, net of reversals." }
  - { name: users, label: Members with a fill, role: measure, type: integer, unit: members, definition: "Different members with a fill." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow: the plan's share and the member's share together." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid, before rebates." }
  - { name: member_cost, label: Member cost share, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "Deductible, copay and coinsurance." }
  - { name: paid_per_script, label: Plan paid per prescription, role: measure, type: decimal, scale: 2, unit: usd_each, direction: up-is-worse, definition: "Plan paid ÷ prescriptions." }
  - { name: paid_pmpm, label: Plan paid PMPM, role: measure, type: decimal, scale: 2, unit: usd_pmpm, direction: up-is-worse, definition: "Plan paid ÷ all member months of the period, so that the parts add up to the total." }
  - { name: share_of_scripts, label: Share of prescriptions, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Prescriptions of the class ÷ all prescriptions." }
  - { name: share_of_paid, label: Share of plan paid, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Plan paid of the class ÷ plan paid of all." }
  - { name: generic_share, label: Generic share of prescriptions, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-better, hidden: true, definition: "Generic prescriptions ÷ prescriptions that are called generic or brand, specialty drugs with them." }
  - { name: specialty_share, label: Specialty share of plan paid, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, hidden: true, definition: "Plan paid for specialty drugs ÷ plan paid where the source says whether a drug is one." }
  - { name: lines_without_allowed, label: Fills without an allowed amount, role: measure, type: integer, hidden: true, compare: false, definition: "Fills on which the source gives no allowed amount." }
  - { name: paid_without_allowed, label: Plan paid on them, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, compare: false, definition: "Plan paid on fills without an allowed amount." }
  - { name: lines_without_paid_date, label: Fills without a paid date, role: measure, type: integer, hidden: true, compare: false, definition: "On the paid basis: fills of the period that no month of payment can be given to." }
  - { name: paid_without_paid_date, label: Plan paid on those, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, compare: false, definition: "Plan paid on fills without a paid date." }
people: users
figures: [scripts, paid, paid_per_script, generic_share, specialty_share]
chart: { type: bar, x: drug_class, y: [paid], title: Plan paid by drug class }
drill: { report: claim-lines, set: { service: drug_class } }
answer: "The plan paid {totals.paid_per_script} for each of {totals.scripts} prescriptions in {period}[[; {totals.generic_share} of them were generic]][[, and specialty drugs took {totals.specialty_share} of the money]]."
footnotes:
  - "Before rebates, which come on files of their own."
  - "Fills of members for whom no enrollment was found are in these figures."
  - "[[{totals.lines_without_allowed|nonzero} fills give no allowed amount, so it is not given there and not zero.]][[ The plan paid {totals.paid_without_allowed} on them.]]"
  - "[[{totals.lines_without_paid_date|nonzero} fills of {period} give no paid date and so belong to no month of payment.]][[ The plan paid {totals.paid_without_paid_date} on them.]]"
companions: [pharmacy-by-channel]
*/
with fill as (
  select
    c.*
  from marts.pharmacy_month as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
),

undated as (
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

member as (
  select sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
),

summed as (
  select
    case grouping(drug_class) when 1 then 'total' else 'row' end as line,
    drug_class,
    sum(scripts) as scripts,
    sum(days_supply) as days_supply,
    count(distinct person_key) as users,
    sum(allowed) as allowed,
    sum(paid) as paid,
    sum(member_cost) as member_cost,
    sum(scripts) filter (where brand_generic = 'Generic') as generic_scripts,
    sum(scripts) filter (where brand_generic in ('Generic', 'Brand')) as scripts_with_class,
    sum(paid) filter (where specialty = 'yes') as specialty_paid,
    sum(paid) filter (where specialty in ('yes', 'no')) as paid_with_specialty,
    sum(lines_without_allowed) as lines_without_allowed,
    sum(paid_without_allowed) as paid_without_allowed
  from fill
  group by grouping sets ((drug_class), ())
),

whole as (
  select
    scripts as all_scripts,
    paid as all_paid
  from summed
  where line = 'total'
)

select
  summed.line,
  summed.drug_class,
  coalesce(summed.scripts, 0) as scripts,
  summed.days_supply,
  summed.users,
  summed.allowed,
  summed.paid,
  summed.member_cost,
  round(cast(summed.paid / nullif(summed.scripts, 0) as decimal(38, 10)), 2) as paid_per_script,
  round(cast(summed.paid / nullif(member.member_months, 0) as decimal(38, 10)), 2) as paid_pmpm,
  round(cast(summed.scripts / nullif(whole.all_scripts, 0) as decimal(38, 10)), 4) as share_of_scripts,
  round(cast(summed.paid / nullif(whole.all_paid, 0) as decimal(38, 10)), 4) as share_of_paid,
  round(cast(coalesce(summed.generic_scripts, 0) / nullif(summed.scripts_with_class, 0) as decimal(38, 10)), 4) as generic_share,
  round(cast(coalesce(summed.specialty_paid, 0) / nullif(summed.paid_with_specialty, 0) as decimal(38, 10)), 4) as specialty_share,
  summed.lines_without_allowed,
  summed.paid_without_allowed,
  case summed.line when 'total' then undated.lines end as lines_without_paid_date,
  case summed.line when 'total' then undated.paid end as paid_without_paid_date
from summed
cross join whole
cross join undated
cross join member
left join core.service_category
  on service_category.service = summed.drug_class
order by
  summed.line,
  service_category.service_order,
  summed.drug_class
