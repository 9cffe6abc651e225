/*
title: Drugs to watch
family: pharmacy
question: Who takes the drugs that everyone asks about, and what do they cost?
order: 40
own:
  list: { label: Watch list, type: list }
parameters: [period, basis, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, network, profile, as_of]
needs: [pharmacy]
columns:
  - { name: watch_list, label: List, role: dimension, type: text, definition: "Watch list that the drug is on." }
  - { name: drug, label: Drug, role: dimension, type: text, definition: "Drug of the list." }
  - { name: users, label: Members, role: measure, type: integer, unit: members, definition: "Different members with a fill." }
  - { name: new_users, label: New, role: measure, type: integer, unit: members, administration: true, definition: "Members whose first fill of the line in the period had none of it in the 365 days before. Not given where the data does not reach back a year." }
  - { name: scripts, label: Prescriptions, role: measure, type: integer, unit: count, definition: "Fills net of reversals." }
  - { name: adjusted_scripts, label: Adjusted to 30 days, role: measure, type: decimal, scale: 1, unit: count, definition: "A fill of up to 34 days, or of no stated days, counts 1; a longer one its days ÷ 30." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid, before rebates." }
  - { name: rebates, label: Rebates received, role: measure, type: decimal, scale: 2, unit: usd, administration: true, direction: up-is-better, blank: beside, definition: "Rebates that have come in for these fills; those of late quarters may still come. Not given where none has." }
  - { name: net_paid, label: Less rebates received, role: measure, type: decimal, scale: 2, unit: usd, administration: true, direction: up-is-worse, definition: "Plan paid − rebates received so far." }
  - { name: paid_pmpm, label: Plan paid PMPM, role: measure, type: decimal, scale: 2, unit: usd_pmpm, direction: up-is-worse, definition: "Plan paid ÷ all member months of the period." }
  - { name: share_of_pharmacy, label: Share of pharmacy, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, definition: "Plan paid ÷ plan paid on all fills of the period." }
  - { name: before, label: A year before, role: measure, type: decimal, scale: 2, unit: usd, people: users_before, definition: "Plan paid in the same months a year before. Not given where the data does not reach back." }
  - { name: growth, label: Growth, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, administration: true, definition: "(Plan paid − a year before) ÷ a year before." }
people: people
figures: [users, paid, net_paid, share_of_pharmacy]
chart: { type: bar, x: drug, y: [paid], title: Plan paid by drug }
drill: { report: watch-list-by-month, set: { list: watch_list } }
answer: "{totals.users} {totals.users|plural:member,members} took drugs of the watch lists in {period}; the plan paid {totals.paid}, {totals.share_of_pharmacy} of all it paid for drugs[[, {totals.growth} more than a year before]]."
footnotes:
  - "A line without a drug is a whole list. A drug that is on two lists counts on each and once in the total."
  - "Lists are by the first nine digits of the drug code (labeler and product), each with its source; drop in a list of your own on the page Data and it stands in place of ours."
  - "Before rebates, unless a column says otherwise."
companions: [watch-list-by-month]
*/
with watched as (
  select *
  from marts.watch_drug
  where $list is null or list_contains($list, watch_list)
),

fill as (
  select
    f.person_key,
    f.ndc,
    f.service_date,
    f.is_final,
    f.days_supply,
    f.paid,
    true as is_now
  from marts.fill as f
  semi join watched using (ndc)
  where
    basis_month(f) between $from and $to
    and in_slice(f)
  union all
  select
    f.person_key,
    f.ndc,
    f.service_date,
    false,
    null,
    f.paid,
    false
  from marts.fill as f
  semi join watched using (ndc)
  where
    basis_month(f) between $from - interval 12 month and $to - interval 12 month
    and in_slice(f)
),

line as (
  select
    watched.watch_list,
    watched.drug,
    f.*
  from fill as f
  join watched using (ndc)
),

-- The first fill of each member in the period, of a drug and of a list, and whether one came in the year before it.
first_fill as (
  select
    case when grouping(drug) = 0 then 'row' when grouping(watch_list) = 0 then 'subtotal' else 'total' end as line,
    watch_list,
    drug,
    person_key,
    min(service_date) as first_date
  from line
  where is_now and is_final
  group by grouping sets ((watch_list, drug, person_key), (watch_list, person_key), (person_key))
),

earlier as (
  select
    watched.watch_list,
    watched.drug,
    f.person_key,
    f.service_date
  from marts.fill as f
  join watched using (ndc)
  where
    f.incurred_month between $from - interval 13 month and $to
    and f.is_final
    and f.service_date < last_day($to) + 1
),

new_user as (
  select
    first_fill.line,
    first_fill.watch_list,
    first_fill.drug,
    count(*) as new_users
  from first_fill
  where not exists (
    select 1
    from earlier
    where
      earlier.person_key = first_fill.person_key
      and (first_fill.line = 'total' or earlier.watch_list = first_fill.watch_list)
      and (first_fill.line <> 'row' or earlier.drug = first_fill.drug)
      and earlier.service_date < first_fill.first_date
      and earlier.service_date >= first_fill.first_date - 365
  )
  group by all
),

summed as (
  select
    case when grouping(f.drug) = 0 then 'row' else 'subtotal' end as line,
    f.watch_list,
    f.drug,
    count(distinct f.person_key) filter (where f.is_now) as users,
    people_behind(f) filter (where f.is_now) as people,
    people_behind(f) filter (where not f.is_now) as people_before,
    count_if(f.is_now and f.is_final) as scripts,
    coalesce(sum(case when f.days_supply > 34 then f.days_supply else 30 end)
      filter (where f.is_now and f.is_final), 0) as adjusted_days,
    sum(f.paid) filter (where f.is_now) as paid,
    sum(f.paid) filter (where not f.is_now) as before
  from line as f
  group by grouping sets ((f.watch_list, f.drug), (f.watch_list))
  union all
  select
    'total',
    null,
    null,
    count(distinct f.person_key) filter (where f.is_now),
    people_behind(f) filter (where f.is_now),
    people_behind(f) filter (where not f.is_now),
    count_if(f.is_now and f.is_final),
    coalesce(sum(case when f.days_supply > 34 then f.days_supply else 30 end)
      filter (where f.is_now and f.is_final), 0),
    sum(f.paid) filter (where f.is_now),
    sum(f.paid) filter (where not f.is_now)
  from fill as f
),

rebated as (
  select
    r.ndc,
    sum(r.rebate) as rebate
  from marts.rebate as r
  semi join watched using (ndc)
  where
    basis_month(r) between $from and $to
    and in_slice(r)
  group by r.ndc
),

rebate as (
  select
    case when grouping(watched.drug) = 0 then 'row' else 'subtotal' end as line,
    watched.watch_list,
    watched.drug,
    sum(rebated.rebate) as rebates
  from rebated
  join watched using (ndc)
  group by grouping sets ((watched.watch_list, watched.drug), (watched.watch_list))
  union all
  select
    'total',
    null,
    null,
    sum(rebate)
  from rebated
),

whole as (
  select sum(c.paid) as all_paid
  from totals_of(cost_month) as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and c.benefit = 'pharmacy'
),

member as (
  select sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
)

select
  summed.line,
  summed.watch_list,
  summed.drug,
  summed.users,
  case when data_span.first_service_month <= $from - interval 12 month then coalesce(new_user.new_users, 0) end as new_users,
  summed.scripts,
  round(cast(summed.adjusted_days / 30 as decimal(38, 10)), 1) as adjusted_scripts,
  coalesce(summed.paid, 0) as paid,
  rebate.rebates,
  coalesce(summed.paid, 0) - rebate.rebates as net_paid,
  round(cast(coalesce(summed.paid, 0) / nullif(member.member_months, 0) as decimal(38, 10)), 2) as paid_pmpm,
  round(cast(coalesce(summed.paid, 0) / nullif(whole.all_paid, 0) as decimal(38, 10)), 4) as share_of_pharmacy,
  case when data_span.first_service_month <= $from - interval 12 month then coalesce(summed.before, 0) end as before,
  case
    when data_span.first_service_month <= $from - interval 12 month
      then round(cast((coalesce(summed.paid, 0) - summed.before) / nullif(summed.before, 0) as decimal(38, 10)), 4)
  end as growth,
  coalesce(summed.people, 0) as people,
  coalesce(summed.people_before, 0) as users_before
from summed
cross join whole
cross join member
cross join marts.data_span
left join rebate
  on rebate.line = summed.line
  and rebate.watch_list is not distinct from summed.watch_list
  and rebate.drug is not distinct from summed.drug
left join new_user
  on new_user.line = summed.line
  and new_user.watch_list is not distinct from summed.watch_list
  and new_user.drug is not distinct from summed.drug
where summed.line <> 'total' or summed.users > 0
order by
  summed.line,
  summed.watch_list,
  summed.paid desc nulls last,
  summed.drug
