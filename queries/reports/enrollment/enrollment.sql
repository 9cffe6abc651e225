/*
title: Enrollment
family: enrollment
question: How many people does the plan cover?
order: 10
parameters: [period, compare, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, profile, as_of]
needs: [enrollment]
columns:
  - { name: month, label: Month, role: dimension, type: month, definition: "Month of coverage." }
  - { name: members, label: "Members, average", role: measure, type: integer, unit: members, definition: "Members who have a member month in the month; on the total line the average of the months." }
  - { name: contracts, label: Contracts, role: measure, type: integer, unit: contracts, definition: "Employees, retirees and other subscribers with a covered member; on the total line the average of the months. Not given where the source names no subscriber." }
  - { name: members_per_contract, label: Members per contract, role: measure, type: decimal, scale: 2, unit: count, definition: "Members ÷ contracts." }
  - { name: added, label: Added, role: measure, type: integer, unit: members, administration: true, definition: "Members of this month who were none in the month before." }
  - { name: ended, label: Ended, role: measure, type: integer, unit: members, administration: true, definition: "Members of the month before who are none in this month. A change of plan or tier is no end, unless the page is filtered by it." }
  - { name: member_months, label: Member months, role: measure, type: decimal, scale: 2, unit: member_months, definition: "One for each covered member and month, by the plan's rule; a share of the month where the rule is prorated." }
people: people
contracts: contracts_behind
figures: [members, contracts, member_months]
chart: { type: line, x: month, y: [members], title: Members by month }
drill: { report: cost-by-category, set: { period: month } }
answer: "The plan covered {totals.members} {totals.members|plural:member,members} on average in {period}[[, on {totals.contracts} {totals.contracts|plural:contract,contracts}]][[; that is {totals.members_change} than in {prior}]]."
footnotes:
  - "Members with medical or pharmacy coverage, unless another benefit is chosen. Spans that overlap count once."
  - "On the total line, members added and ended are sums over the months: a member who left and came back is counted each time. The first month of the data has no month before it, and after the last month with a service nobody is known to have left."
*/
-- Members of a month, as the bits of blocks of 64 people.
with member as (
  select
    m.month,
    cast(m.person_key >> 6 as integer) as block,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) as bits
  from marts.member_month as m
  where
    m.month between $from - interval 1 month and $to
    and m.member_months > 0
    and in_member_slice(m)
  group by all
),

compared as (
  select
    coalesce(this_month.month, cast(month_before.month + interval 1 month as date)) as month,
    bit_count(this_month.bits) as members,
    bit_count(coalesce(this_month.bits, 0) & ~coalesce(month_before.bits, 0)) as added,
    bit_count(coalesce(month_before.bits, 0) & ~coalesce(this_month.bits, 0)) as ended
  from member as this_month
  full join member as month_before
    on month_before.block = this_month.block
    and month_before.month = this_month.month - interval 1 month
),

-- A span without an end stops where the services stop; that is no ending.
counted as (
  select
    case grouping(compared.month) when 1 then 'total' else 'row' end as line,
    compared.month,
    cast(sum(compared.members) as bigint) as person_months,
    cast(sum(compared.added) filter (where compared.month > data_span.first_member_month) as bigint) as added,
    cast(sum(compared.ended) filter (
      where coalesce(compared.month <= date_trunc('month', data_span.last_service_date), true)
    ) as bigint) as ended
  from compared
  cross join marts.data_span
  where compared.month between $from and $to
  group by grouping sets ((compared.month), ())
),

contract as (
  select
    case grouping(month) when 1 then 'total' else 'row' end as line,
    month,
    cast(sum(contracts) as bigint) as contract_months
  from (
    select
      m.month,
      contracts(m) as contracts
    from totals_of(member_month) as m
    where
      m.month between $from and $to
      and in_member_slice(m)
    group by m.month
  )
  group by grouping sets ((month), ())
),

summed as (
  select
    case grouping(m.month) when 1 then 'total' else 'row' end as line,
    m.month,
    sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
  group by grouping sets ((m.month), ())
),

-- Different people and contracts of all the months; of one month they are counted above.
behind as (
  select
    (
      select cast(sum(bit_count(bits)) as bigint)
      from (
        select bit_or(bits) as bits
        from member
        where month between $from and $to
        group by block
      )
    ) as people,
    (
      select cast(sum(bit_count(bits)) as bigint)
      from (
        select bit_or(1::ubigint << cast(m.contract_key & 63 as ubigint)) as bits
        from marts.member_month as m
        where
          not for_administration()
          and m.month between $from and $to
          and m.member_months > 0
          and in_member_slice(m)
        group by m.contract_key >> 6
      )
    ) as contracts
),

calendar as (
  select
    'row' as line,
    cast(unnest(generate_series($from, $to, interval 1 month)) as date) as month
  union all
  select
    'total',
    null
)

select
  calendar.line,
  calendar.month,
  case calendar.line
    when 'row' then coalesce(counted.person_months, 0)
    else cast(round(cast(counted.person_months / $months as decimal(38, 10))) as bigint)
  end as members,
  case calendar.line
    when 'row' then nullif(contract.contract_months, 0)
    else nullif(cast(round(cast(contract.contract_months / $months as decimal(38, 10))) as bigint), 0)
  end as contracts,
  round(cast(counted.person_months / nullif(contract.contract_months, 0) as decimal(38, 10)), 2) as members_per_contract,
  case when coalesce(calendar.month > data_span.first_member_month, true) then coalesce(counted.added, 0) end as added,
  case
    when coalesce(
      calendar.month > data_span.first_member_month
      and calendar.month <= date_trunc('month', coalesce(data_span.last_service_date, calendar.month)),
      true
    )
      then coalesce(counted.ended, 0)
  end as ended,
  coalesce(summed.member_months, 0) as member_months,
  coalesce(case calendar.line when 'row' then counted.person_months else behind.people end, 0) as people,
  coalesce(
    nullif(case calendar.line when 'row' then contract.contract_months else behind.contracts end, 0),
    case calendar.line when 'row' then counted.person_months else behind.people end,
    0
  ) as contracts_behind
from calendar
cross join behind
cross join marts.data_span
left join counted
  on counted.line = calendar.line
  and counted.month is not distinct from calendar.month
left join contract
  on contract.line = calendar.line
  and contract.month is not distinct from calendar.month
left join summed
  on summed.line = calendar.line
  and summed.month is not distinct from calendar.month
order by
  calendar.line,
  calendar.month
