/*
title: "each_title"
family: enrollment
question: "each_question"
order: each_order
each:
  - { name: plan, title: Enrollment by plan, question: "How many members does each plan have?", order: 20, column: plan, label: Plan, words: plan, filter: plan, definition: "Plan that the member is in in the month." }
  - { name: tier, title: Enrollment by coverage tier, question: "How many contracts cover one person, and how many a family?", order: 21, column: coverage_tier, label: Coverage tier, words: coverage tier, filter: tier, definition: "Coverage tier of the contract in the month." }
  - { name: status, title: Enrollment by member status, question: "How many are active, how many retired?", order: 22, column: member_status, label: Member status, words: member status, filter: status, definition: "Active, retired, COBRA and so on, in the month; families with the subscriber." }
  - { name: unit, title: Enrollment by bargaining unit, question: "How many members does each bargaining unit have?", order: 23, column: bargaining_unit, label: Bargaining unit, words: bargaining unit, filter: unit, definition: "Bargaining unit of the employee in the month; families with the employee." }
  - { name: employer-group, title: Enrollment by employer group, question: "Where do the plan's members work?", order: 24, column: employer_group, label: Employer group, words: employer group, filter: employer_group, definition: "Agency, school or local government of the employee in the month; families with the employee." }
  - { name: employer-type, title: Enrollment by employer type, question: "How many members do state agencies, schools and local governments have?", order: 25, column: employer_type, label: Employer type, words: employer type, filter: employer_type, definition: "Kind of employer of the employee in the month; families with the employee." }
  - { name: relationship, title: Enrollment by relationship, question: "How many employees, spouses and children are covered?", order: 26, column: relationship, label: Relationship, words: relationship, filter: relationship, definition: "How the member is related to the subscriber." }
  - { name: age, title: Enrollment by age, question: "How many members are of which age?", order: 27, column: age_band, label: Age, words: age, filter: age_band, definition: "Completed years on the first day of the month." }
  - { name: region, title: Enrollment by region, question: "Where do the members live?", order: 28, column: region, label: Region, words: region, filter: region, definition: "Region of the member in the month." }
parameters: [period, compare, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, profile, as_of]
needs: [enrollment]
columns:
  - { name: each_column, label: each_label, role: dimension, type: text, definition: "each_definition" }
  - { name: filter_value, label: Value of the filter, role: dimension, type: text, hidden: true, definition: "What the filter calls it." }
  - { name: members, label: "Members, average", role: measure, type: integer, unit: members, definition: "Members with a member month, average of the months of the period." }
  - { name: share_of_members, label: Share of members, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Members of the line ÷ all members." }
  - { name: contracts, label: Contracts, role: measure, type: integer, unit: contracts, definition: "Employees, retirees and other subscribers with a covered member on the line, average of the months. Not given where the source names no subscriber." }
  - { name: share_of_contracts, label: Share of contracts, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Contracts of the line ÷ all contracts." }
  - { name: members_per_contract, label: Members per contract, role: measure, type: decimal, scale: 2, unit: count, definition: "Members ÷ contracts of the line." }
  - { name: member_months, label: Member months, role: measure, type: decimal, scale: 2, unit: member_months, definition: "One for each covered member and month, by the plan's rule; a share of the month where the rule is prorated." }
people: people
contracts: contracts_behind
figures: [members, contracts, members_per_contract]
chart: { type: bar, x: each_column, y: [members], title: "Members by each_words" }
drill: { report: enrollment, set: { each_filter: filter_value } }
answer: "The plan covered {totals.members} {totals.members|plural:member,members} on average in {period}[[, on {totals.contracts} {totals.contracts|plural:contract,contracts}]]; the largest each_words is {top.each_column.members} with {topvalue.each_column.members}."
footnotes:
  - "Members with medical or pharmacy coverage, unless another benefit is chosen. Spans that overlap count once."
  - "A contract whose members stand on several lines counts on each of them and once in the total."
*/
-- Members and contracts of a month, the contracts as the bits of blocks of 64.
with block as (
  select
    m.month,
    m.each_column,
    cast(m.contract_key >> 6 as integer) as block,
    bit_or(1::ubigint << cast(m.contract_key & 63 as ubigint)) filter (where m.member_months > 0) as contracts,
    count_if(m.member_months > 0) as members,
    sum(m.member_months) as member_months
  from marts.member_month as m
  where
    m.month between $from and $to
    and in_member_slice(m)
  group by all
),

contract_month as (
  select
    'row' as line,
    each_column,
    sum(bit_count(contracts)) as contract_months
  from block
  group by each_column
  union all
  select
    'total',
    null,
    sum(bit_count(contracts))
  from (
    select bit_or(contracts) as contracts
    from block
    group by
      month,
      block
  )
),

summed as (
  select
    case grouping(each_column) when 1 then 'total' else 'row' end as line,
    each_column,
    sum(members) as person_months,
    sum(member_months) as member_months
  from block
  group by grouping sets ((each_column), ())
),

-- Different people and contracts of all the months.
person as (
  select
    m.each_column,
    cast(m.person_key >> 6 as integer) as block,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) as people
  from marts.member_month as m
  where
    not for_administration()
    and m.month between $from and $to
    and m.member_months > 0
    and in_member_slice(m)
  group by all
),

contract as (
  select
    each_column,
    block,
    bit_or(contracts) as contracts
  from block
  where not for_administration()
  group by
    each_column,
    block
),

behind as (
  select
    people.line,
    people.each_column,
    people.people,
    contracts.contracts
  from (
    select
      'row' as line,
      each_column,
      cast(sum(bit_count(people)) as bigint) as people
    from person
    group by each_column
    union all
    select
      'total',
      null,
      cast(sum(bit_count(people)) as bigint)
    from (select bit_or(people) as people from person group by block)
  ) as people
  left join (
    select
      'row' as line,
      each_column,
      cast(sum(bit_count(contracts)) as bigint) as contracts
    from contract
    group by each_column
    union all
    select
      'total',
      null,
      cast(sum(bit_count(contracts)) as bigint)
    from (select bit_or(contracts) as contracts from contract group by block)
  ) as contracts
    on contracts.line = people.line
    and contracts.each_column is not distinct from people.each_column
),

whole as (
  select
    summed.person_months as all_person_months,
    contract_month.contract_months as all_contract_months
  from summed
  join contract_month using (line)
  where line = 'total'
)

select
  summed.line,
  summed.each_column,
  summed.each_column as filter_value,
  cast(round(cast(summed.person_months / $months as decimal(38, 10))) as bigint) as members,
  round(cast(summed.person_months / nullif(whole.all_person_months, 0) as decimal(38, 10)), 4) as share_of_members,
  nullif(cast(round(cast(contract_month.contract_months / $months as decimal(38, 10))) as bigint), 0) as contracts,
  round(cast(contract_month.contract_months / nullif(whole.all_contract_months, 0) as decimal(38, 10)), 4) as share_of_contracts,
  round(cast(summed.person_months / nullif(contract_month.contract_months, 0) as decimal(38, 10)), 2) as members_per_contract,
  summed.member_months,
  coalesce(behind.people, 0) as people,
  coalesce(nullif(behind.contracts, 0), behind.people, 0) as contracts_behind
from summed
join contract_month
  on contract_month.line = summed.line
  and contract_month.each_column is not distinct from summed.each_column
left join behind
  on behind.line = summed.line
  and behind.each_column is not distinct from summed.each_column
cross join whole
where summed.line = 'row' or summed.person_months > 0
order by
  summed.line,
  starts_with(summed.each_column, '('),
  summed.each_column
