/*
title: Stop-loss
family: large-claims
question: What should stop-loss insurance give back?
order: 50
own:
  attachment: { label: "Specific attachment point, in dollars", type: number, least: 1, most: 1000000000 }
  corridor: { label: "Aggregate corridor (1.25 = 125% of expected claims)", type: number, least: 1, most: 10 }
  expected_pmpm: { label: "Expected claims per member per month (a year before, where empty)", type: number, least: 0.01, most: 1000000 }
  lasers: { label: "Members with an attachment point of their own, as NUMBER:DOLLARS", type: list, each: person-number, least: 1, most: 1000000000 }
defaults: { attachment: "500000", corridor: "1.25" }
parameters: [period, basis, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, network, profile, as_of]
needs: [claims]
columns:
  - { name: item, label: Item, role: dimension, type: text, definition: "What the figure is; how it is counted stands beside it." }
  - { name: counted, label: How it is counted, role: dimension, type: text, definition: "Definition of the figure." }
  - { name: unit, label: Unit, role: dimension, type: text, hidden: true, definition: "Unit of the figure." }
  - { name: value, label: Value, role: measure, type: decimal, scale: 2, unit_column: unit, scale_column: decimals, definition: "The figure, in its own unit." }
figures:
  - { row: Members over the attachment point }
  - { row: Expected specific recovery }
  - { row: Expected aggregate recovery }
chart: { type: none }
answer: "Members past the specific attachment point in {period}: {row.Members over the attachment point.value}; {row.Expected specific recovery.value} should come back for them[[, and {row.Expected aggregate recovery.value} on the aggregate]]."
footnotes:
  - "Counted from plan paid of the period by the basis chosen. A contract that counts claims incurred or paid in other months, or leaves out pharmacy, gives other figures: choose period, basis and benefit as the contract has them."
  - "Expected recoveries are what the terms above come to, not what a carrier has paid."
  - "Expected claims are the plan's own paid claims below the attachment point in the same months a year before, per member month, unless a figure is given; no trend is added."
companions: [large-claimants, large-claimant-list]
*/
with terms as (
  select
    try_cast($attachment as decimal(18, 2)) as attachment,
    try_cast($corridor as decimal(9, 4)) as corridor,
    try_cast($expected_pmpm as decimal(18, 2)) as expected_pmpm
),

laser as (
  select
    person.person_key,
    max(try_cast(regexp_extract(given.text, ':([0-9.]+)$', 1) as decimal(18, 2))) as attachment
  from (select unnest($lasers) as text) as given
  join marts.person
    on person.person_id = regexp_extract(given.text, '^(.*):[0-9.]+$', 1)
  group by person.person_key
),

claim as (
  select
    c.person_key,
    true as is_now,
    sum(c.paid) as paid
  from marts.cost_month as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
  group by c.person_key
  union all
  select
    c.person_key,
    false,
    sum(c.paid)
  from marts.cost_month as c
  where
    basis_month(c) between $from - interval 12 month and $to - interval 12 month
    and in_slice(c)
  group by c.person_key
),

person as (
  select
    claim.is_now,
    claim.paid,
    coalesce(laser.attachment, terms.attachment) as attachment
  from claim
  cross join terms
  left join laser using (person_key)
),

summed as (
  select
    coalesce(sum(paid) filter (where is_now), 0) as paid,
    count_if(is_now and paid > attachment) as claimants,
    coalesce(sum(paid) filter (where is_now and paid > attachment), 0) as paid_over,
    coalesce(sum(paid - attachment) filter (where is_now and paid > attachment), 0) as specific,
    sum(least(paid, attachment)) filter (where not is_now) as retained_before
  from person
),

member as (
  select
    sum(m.member_months) filter (where m.month >= $from) as member_months,
    sum(m.member_months) filter (where m.month <= $to - interval 12 month) as member_months_before
  from totals_of(member_month) as m
  where
    m.month between $from - interval 12 month and $to
    and in_member_slice(m)
),

expected as (
  select
    coalesce(
      terms.expected_pmpm,
      case
        when data_span.first_service_month <= $from - interval 12 month
          then round(cast(summed.retained_before / nullif(member.member_months_before, 0) as decimal(38, 10)), 2)
      end
    ) as pmpm
  from summed
  cross join member
  cross join terms
  cross join marts.data_span
),

figure as (
  select
    summed.*,
    terms.attachment,
    terms.corridor,
    expected.pmpm,
    round(cast(expected.pmpm * member.member_months as decimal(38, 10)), 2) as expected_claims,
    round(cast(expected.pmpm * member.member_months * terms.corridor as decimal(38, 10)), 2) as aggregate_attachment
  from summed
  cross join member
  cross join terms
  cross join expected
),

item as (
  select
    generate_subscripts(items, 1) as position,
    unnest(items, recursive := true)
  from (
    select
      [
        {'item': 'Plan paid', 'unit': 'usd', 'decimals': 2, 'value': cast(paid as decimal(18, 2)),
          'counted': 'All plan paid of the period.'},
        {'item': 'Specific attachment point', 'unit': 'usd', 'decimals': 2, 'value': attachment,
          'counted': 'What the plan bears of one member''s claims in the period, as given.'},
        {'item': 'Members over the attachment point', 'unit': 'members', 'decimals': 0, 'value': claimants,
          'counted': 'Members for whom the plan paid more than the attachment point, or than their own where one is given.'},
        {'item': 'Plan paid for those members', 'unit': 'usd', 'decimals': 2, 'value': cast(paid_over as decimal(18, 2)),
          'counted': 'All that was paid for them in the period.'},
        {'item': 'Expected specific recovery', 'unit': 'usd', 'decimals': 2, 'value': cast(specific as decimal(18, 2)),
          'counted': 'What was paid for them above their attachment point.'},
        {'item': 'Claims that the plan bears', 'unit': 'usd', 'decimals': 2, 'value': cast(paid - specific as decimal(18, 2)),
          'counted': 'Plan paid − expected specific recovery; these count for the aggregate.'},
        {'item': 'Expected claims PMPM', 'unit': 'usd_pmpm', 'decimals': 2, 'value': pmpm,
          'counted': 'As given, or what the plan bore a year before ÷ its member months.'},
        {'item': 'Expected claims', 'unit': 'usd', 'decimals': 2, 'value': cast(expected_claims as decimal(18, 2)),
          'counted': 'Expected claims PMPM × member months of the period.'},
        {'item': 'Aggregate attachment point', 'unit': 'usd', 'decimals': 2, 'value': cast(aggregate_attachment as decimal(18, 2)),
          'counted': 'Expected claims × the aggregate corridor.'},
        {'item': 'Claims borne ÷ aggregate attachment point', 'unit': 'ratio', 'decimals': 4,
          'value': cast(round(cast((paid - specific) / nullif(aggregate_attachment, 0) as decimal(38, 10)), 4) as decimal(18, 4)),
          'counted': 'How much of the aggregate attachment point has been used.'},
        {'item': 'Expected aggregate recovery', 'unit': 'usd', 'decimals': 2,
          'value': cast(case when aggregate_attachment is not null then greatest(paid - specific - aggregate_attachment, 0) end as decimal(18, 2)),
          'counted': 'Claims that the plan bears above the aggregate attachment point; not given without expected claims.'},
        {'item': 'Expected recoveries', 'unit': 'usd', 'decimals': 2,
          'value': cast(specific + greatest(paid - specific - coalesce(aggregate_attachment, paid), 0) as decimal(18, 2)),
          'counted': 'Specific and aggregate together.'}
      ] as items
    from figure
  )
)

select
  item,
  counted,
  unit,
  value,
  decimals
from item
order by position
