/*
title: "each_title"
family: enrollment
question: "each_question"
order: each_order
each:
  - { name: tier, title: Tier mix by month, question: "Do fewer contracts cover families?", order: 30, column: coverage_tier, label: Coverage tier, words: coverage tier, filter: tier, definition: "Coverage tier of the contract in the month." }
  - { name: plan, title: Plan mix by month, question: "Which plans grow?", order: 31, column: plan, label: Plan, words: plan, filter: plan, definition: "Plan that the member is in in the month." }
  - { name: status, title: Actives and retirees by month, question: "Does the share of retirees grow?", order: 32, column: member_status, label: Member status, words: member status, filter: status, definition: "Active, retired, COBRA and so on, in the month; families with the subscriber." }
parameters: [period, compare, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, profile, as_of]
needs: [enrollment]
columns:
  - { name: month, label: Month, role: dimension, type: month, definition: "Month of coverage." }
  - { name: each_column, label: each_label, role: dimension, type: text, definition: "each_definition" }
  - { name: filter_value, label: Value of the filter, role: dimension, type: text, hidden: true, definition: "What the filter calls it." }
  - { name: members, label: Members, role: measure, type: integer, unit: members, definition: "Members who have a member month in the month." }
  - { name: share_of_members, label: Share of members, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Members of the line ÷ all members of the month." }
  - { name: contracts, label: Contracts, role: measure, type: integer, unit: contracts, definition: "Subscribers with a covered member on the line in the month. Not given where the source names no subscriber." }
  - { name: share_of_contracts, label: Share of contracts, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Contracts of the line ÷ all contracts of the month." }
people: people
contracts: contracts_behind
figures: [members, contracts]
chart: { type: line, x: month, y: [share_of_members], series: each_column, title: "Share of members by each_words" }
drill: { report: enrollment-changes, set: { each_filter: filter_value } }
answer: "The average month of {period} had {totals.members} {totals.members|plural:member,members}[[ on {totals.contracts} {totals.contracts|plural:contract,contracts}]]; the largest each_words is {top.each_column.members}."
footnotes:
  - "Members with medical or pharmacy coverage, unless another benefit is chosen. The total is the average of the months."
  - "A contract whose members stand on several lines counts on each of them and once in the month."
*/
with block as (
  select
    m.month,
    m.each_column,
    cast(m.contract_key >> 6 as integer) as block,
    bit_or(1::ubigint << cast(m.contract_key & 63 as ubigint)) as contracts,
    count(*) as members
  from marts.member_month as m
  where
    m.month between $from and $to
    and m.member_months > 0
    and in_member_slice(m)
  group by all
),

contract_block as (
  select
    month,
    bit_or(contracts) as contracts
  from block
  group by
    month,
    block
),

month_total as (
  select
    month,
    sum(members) as members
  from block
  group by month
),

contract_total as (
  select
    month,
    sum(bit_count(contracts)) as contracts
  from contract_block
  group by month
),

summed as (
  select
    'row' as line,
    month,
    each_column,
    sum(members) as members,
    sum(bit_count(contracts)) as contracts
  from block
  group by
    month,
    each_column
  union all
  select
    'subtotal',
    month,
    null,
    month_total.members,
    contract_total.contracts
  from month_total
  join contract_total using (month)
  union all
  -- Other reports give the sums of the lines: what is withheld of a month must not come out of them.
  select
    'subtotal',
    null,
    each_column,
    cast(round(cast(sum(members) / $months as decimal(38, 10))) as bigint),
    cast(round(cast(sum(bit_count(contracts)) / $months as decimal(38, 10))) as bigint)
  from block
  where not for_administration()
  group by each_column
  union all
  select
    'total',
    null,
    null,
    cast(round(cast(sum(month_total.members) / $months as decimal(38, 10))) as bigint),
    cast(round(cast(sum(contract_total.contracts) / $months as decimal(38, 10))) as bigint)
  from month_total
  join contract_total using (month)
),

behind as (
  select
    case
      when grouping(m.month) = 0 and grouping(m.each_column) = 0 then 'row'
      when grouping(m.month) = 1 and grouping(m.each_column) = 1 then 'total'
      else 'subtotal'
    end as line,
    m.month,
    m.each_column,
    people_behind(m) as people,
    contracts_behind(m) as contracts
  from marts.member_month as m
  where
    m.month between $from and $to
    and m.member_months > 0
    and in_member_slice(m)
  group by grouping sets ((m.month, m.each_column), (m.month), (m.each_column), ())
)

select
  summed.line,
  summed.month,
  summed.each_column,
  summed.each_column as filter_value,
  summed.members,
  case
    when summed.line <> 'total' then round(cast(summed.members / nullif(month_total.members, 0) as decimal(38, 10)), 4)
  end as share_of_members,
  nullif(summed.contracts, 0) as contracts,
  case
    when summed.line <> 'total'
      then round(cast(nullif(summed.contracts, 0) / nullif(contract_total.contracts, 0) as decimal(38, 10)), 4)
  end as share_of_contracts,
  coalesce(behind.people, 0) as people,
  coalesce(nullif(behind.contracts, 0), behind.people, 0) as contracts_behind
from summed
left join behind
  on behind.line = summed.line
  and behind.month is not distinct from summed.month
  and behind.each_column is not distinct from summed.each_column
left join month_total
  on month_total.month = summed.month
left join contract_total
  on contract_total.month = summed.month
where summed.line <> 'total' or summed.members > 0
order by
  summed.line,
  summed.month,
  starts_with(summed.each_column, '('),
  summed.each_column
