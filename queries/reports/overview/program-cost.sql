/*
title: Program cost
family: overview
question: What did the program cost altogether, with rebates, fees and stop-loss?
order: 30
defaults: { compare: prior-year }
parameters: [period, compare, basis, norm, norm_base, profile, as_of]
needs: [claims]
columns:
  - { name: item, label: Item, role: dimension, type: text, definition: "What the money was for." }
  - { name: norm_key, label: Key of the norm, role: dimension, type: text, hidden: true, definition: "What a norm calls the row." }
  - { name: medical, label: Medical, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, compare: false, definition: "Medical claims, and the fees of those who administer them." }
  - { name: pharmacy, label: Rx, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, compare: false, definition: "Pharmacy claims, their rebates and subsidies, and the fees of the pharmacy manager." }
  - { name: other, label: Other, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, compare: false, definition: "What is neither medical nor pharmacy alone: stop-loss, programs, office expense." }
  - { name: total, label: Total, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "Medical, Rx and other together." }
  - { name: total_pmpm, label: Total PMPM, role: measure, type: decimal, scale: 2, unit: usd_pmpm, direction: up-is-worse, compare: false, norm_key_column: norm_key, definition: "Total ÷ member months." }
  - { name: total_pepm, label: Total PEPM, role: measure, type: decimal, scale: 2, unit: usd_pepm, direction: up-is-worse, norm_key_column: norm_key, definition: "Total ÷ contract months; not given where the source names no subscriber." }
  - { name: waiting_share, label: Share of drugs whose rebates wait, role: measure, type: decimal, scale: 4, unit: ratio, hidden: true, compare: false, definition: "Plan paid for drugs in quarters for which no rebate has come in ÷ plan paid for drugs." }
  - { name: no_fund, label: Without a book, role: measure, type: integer, hidden: true, compare: false, definition: "1 where no book of the fund is loaded." }
  - { name: no_rebates, label: Without rebates, role: measure, type: integer, hidden: true, compare: false, definition: "1 where neither rebates nor a book of the fund are loaded." }
people: people
figures: [total, medical, pharmacy, other]
chart: { type: bar, x: item, y: [total], title: Program cost by item }
answer: "The program cost {totals.total} in {period}[[, {totals.total_change} than in {prior}]][[: {totals.total_pepm} for each contract each month]][[. The rebates on {totals.waiting_share|nonzero} of the cost of drugs have not come in yet, so it will come down]]."
footnotes:
  - "Claims as the plan paid them, by month of service or of payment as chosen. Rebates belong to the month of their fill, or on the paid basis to that in which they came in; those still to come are not in it. Fees, programs and stop-loss are entries of the fund's book in the month of the entry; entries that fund claims are left out, since the claims themselves are counted."
  - "[[No rebates have come in for the quarters of {period} that hold {totals.waiting_share|nonzero} of what the plan paid for drugs. The total is without them and will come down; a change by month of service takes the prior year's rebates as they had come in equally early.]]"
  - "Contributions, premiums received, interest and transfers are no cost and are not here."
  - "[[No book of the fund is loaded ({totals.no_fund|nonzero}): fees, programs and stop-loss are not given, and the total is without them.]]"
  - "[[No rebates are loaded ({totals.no_rebates|nonzero}): pharmacy is before rebates.]]"
*/
with claims as (
  select
    'Claims paid' as item,
    case c.benefit when 'pharmacy' then 'pharmacy' else 'medical' end as part,
    sum(c.paid) as amount
  from totals_of(cost_month) as c
  where basis_month(c) between $from and $to
  group by all
),

claimant as (
  select people_behind(c) as people
  from totals_of(cost_month) as c
  where basis_month(c) between $from and $to
),

loaded as (
  select
    (select count(*) from core.fund_transaction) > 0 as has_fund,
    (select count(*) from core.pharmacy_rebate) > 0 as has_rebates
),

rebate as (
  select
    'Rebates' as item,
    'pharmacy' as part,
    -sum(r.rebate) as amount,
    nullif(people_behind(r), 0) as people
  from marts.rebate as r
  where basis_month(r) between $from and $to
),

-- Quarters whose brand fills have no rebate so far.
waiting as (
  select
    round(cast(
      coalesce(sum(filled.paid) filter (where filled.has_brand and rebated.quarter is null), 0) / nullif(sum(filled.paid), 0)
        as decimal(38, 10)
    ), 4) as share
  from (
    select
      date_trunc('quarter', basis_month(c)) as quarter,
      sum(c.paid) as paid,
      coalesce(sum(c.scripts) filter (where c.brand_generic = 'Brand'), 0) > 0 as has_brand
    from totals_of(drug_month) as c
    where basis_month(c) between $from and $to
    group by date_trunc('quarter', basis_month(c))
  ) as filled
  left join (
    select distinct date_trunc('quarter', basis_month(r)) as quarter
    from marts.rebate as r
    where
      basis_month(r) between $from and $to
      and r.rebate is not null
  ) as rebated
    on rebated.quarter = filled.quarter
),

entry as (
  select
    lower(transaction_type) as type,
    -- A cost goes out of the fund and is negative there.
    -amount as amount
  from core.fund_transaction
  where date_trunc('month', transaction_date) between $from and $to
),

classed as (
  select
    case
      when contains(type, 'stop-loss') or contains(type, 'stop loss') or contains(type, 'reinsurance')
        then case when contains(type, 'recover') then 'Stop-loss recoveries' else 'Stop-loss premium' end
      when contains(type, 'contribution') or contains(type, 'premium') or contains(type, 'interest')
        or contains(type, 'balance') or contains(type, 'transfer') or contains(type, 'holiday')
        then null
      when contains(type, 'claim') then null
      when contains(type, 'rebate') then case when loaded.has_rebates then null else 'Rebates' end
      when contains(type, 'subsid') or contains(type, 'egwp') then 'Subsidies'
      when contains(type, 'program') then 'Programs'
      when contains(type, 'fee') then 'Administration'
      else 'Other expense'
    end as item,
    case
      when contains(type, 'stop') or contains(type, 'reinsurance') or contains(type, 'program') then 'other'
      when contains(type, 'pharmacy') or contains(type, 'rebate') or contains(type, 'subsid') or contains(type, 'egwp') then 'pharmacy'
      when contains(type, 'fee') then 'medical'
      else 'other'
    end as part,
    amount
  from entry
  cross join loaded
),

given as (
  select * from claims
  union all
  select * exclude (people) from rebate where amount is not null
  union all
  select
    item,
    part,
    sum(amount)
  from classed
  where item is not null
  group by
    item,
    part
),

summed as (
  select
    case grouping(item) when 1 then 'total' else 'row' end as line,
    item,
    coalesce(sum(amount) filter (where part = 'medical'), 0) as medical,
    coalesce(sum(amount) filter (where part = 'pharmacy'), 0) as pharmacy,
    coalesce(sum(amount) filter (where part = 'other'), 0) as other,
    sum(amount) as total
  from given
  group by grouping sets ((item), ())
),

member_of_month as materialized (
  select
    m.month,
    contract_block(m) as block,
    sum(m.member_months) as member_months,
    contracts_in_block(m) as contracts
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
  group by all
),

member as (
  select sum(member_months) as member_months
  from member_of_month
),

contract as (
  select cast(nullif(sum(contracts), 0) as bigint) as contract_months
  from member_of_month
)

select
  summed.line,
  summed.item,
  case summed.line when 'total' then 'program_cost:total' end as norm_key,
  summed.medical,
  summed.pharmacy,
  summed.other,
  summed.total,
  round(cast(summed.total / nullif(member.member_months, 0) as decimal(38, 10)), 2) as total_pmpm,
  round(cast(summed.total / nullif(contract.contract_months, 0) as decimal(38, 10)), 2) as total_pepm,
  case when loaded.has_rebates and summed.line = 'total' then waiting.share end as waiting_share,
  case when summed.line = 'total' and not loaded.has_fund then 1 end as no_fund,
  case when summed.line = 'total' and not loaded.has_fund and not loaded.has_rebates then 1 end as no_rebates,
  case when summed.item = 'Rebates' then coalesce(rebate.people, claimant.people) else claimant.people end as people
from summed
cross join claimant
cross join rebate
cross join loaded
cross join waiting
cross join member
cross join contract
order by
  summed.line,
  list_position(
    ['Claims paid', 'Rebates', 'Subsidies', 'Administration', 'Programs', 'Stop-loss premium', 'Stop-loss recoveries', 'Other expense'],
    summed.item
  )
