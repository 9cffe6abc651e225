/*
title: Plan summary
family: overview
question: How is the plan doing, on one page?
order: 10
defaults: { compare: prior-year }
columns:
  - { name: measure, label: Measure, role: dimension, type: text, definition: "What is measured; its unit stands beside it." }
  - { name: section, label: Part, role: dimension, type: text, definition: "Enrollment, cost or use." }
  - { name: unit, label: Unit, role: dimension, type: text, hidden: true, definition: "Unit of the row." }
  - { name: counted, label: How it is counted, role: dimension, type: text, hidden: true, definition: "Definition of the row." }
  - { name: value, label: Value, role: measure, type: decimal, scale: 4, unit_column: unit, scale_column: decimals, definition: "In the row's own unit." }
  - { name: by_month, label: By month, role: measure, type: series, scale: 2, definition: "The measure in each month of the period, where it has one." }
  - { name: lines_without_allowed, label: Lines without an allowed amount, role: measure, type: integer, hidden: true, compare: false, definition: "On the row Allowed: lines on which the source gives no allowed amount." }
  - { name: lines_without_paid_date, label: Lines without a paid date, role: measure, type: integer, hidden: true, compare: false, definition: "On the row Plan paid and the paid basis: lines of service in the period that no month of payment can be given to." }
people: people
contracts: contracts_behind
figures:
  - { row: Members, label: "Members, average" }
  - { row: Plan paid PMPM, label: Plan paid PMPM }
  - { row: "Admissions per 1,000", label: "Admissions per 1,000" }
  - { row: "Emergency visits per 1,000", label: "Emergency visits per 1,000" }
answer: "The plan paid {row.Plan paid PMPM.value} for each member each month of {period}[[, {row.Plan paid PMPM.value_change} than in {prior}]]."
footnotes:
  - "Medical and pharmacy claims together, before rebates and without administrative fees."
  - "[[Of what the plan paid, {row.Plan paid where no enrollment was found.value|nonzero} was for members with no enrollment in the month of service; it is part of the figures per member.]]"
  - "[[{row.Allowed.lines_without_allowed|nonzero} claim lines give no allowed amount, so it is not given there and not zero.]]"
  - "[[{row.Plan paid.lines_without_paid_date|nonzero} lines of service in {period} give no paid date and so belong to no month of payment.]]"
companions: [cost-by-month, cost-by-category]
*/
-- Each mart is read once, by month, and people are counted only for those from whom something is withheld.
with member_of_month as materialized (
  select
    month,
    sum(member_months) as member_months,
    sum(contracts) as contracts
  from (
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
  )
  group by month
),

members_behind as (
  select case when not for_administration() then coalesce(sum(bit_count(people)), 0) end as members
  from (
    select bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) as people
    from marts.member_month as m
    where
      not for_administration()
      and m.member_months > 0
      and m.month between $from and $to
      and in_member_slice(m)
    group by m.person_key >> 6
  )
),

contracts_behind as (
  select case when not for_administration() then coalesce(sum(bit_count(contracts)), 0) end as contracts
  from (
    select bit_or(1::ubigint << cast(m.contract_key & 63 as ubigint)) as contracts
    from marts.member_month as m
    where
      not for_administration()
      and m.member_months > 0
      and m.month between $from and $to
      and in_member_slice(m)
    group by m.contract_key >> 6
  )
),

enrollment as (
  select
    cast(sum(member_of_month.member_months) as decimal(18, 6)) as member_months,
    max(members_behind.members) as members,
    max(contracts_behind.contracts) as contracts
  from members_behind
  cross join contracts_behind
  left join member_of_month on true
),

contract as (
  select cast(nullif(sum(contracts), 0) as bigint) as contract_months
  from member_of_month
),

spent as materialized (
  select
    basis_month(c) as month,
    c.benefit,
    c.enrolled,
    c.lines_without_allowed = 0 as has_allowed,
    c.member_cost is not null as has_share,
    count(*) as cells,
    sum(c.paid) as paid,
    sum(c.allowed) as allowed,
    sum(c.member_cost) as member_cost,
    sum(c.lines_without_allowed) as lines_without_allowed
  from totals_of(cost_month) as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
  group by all
),

claimant as (
  select
    sum(bit_count(people)) as claimants,
    sum(bit_count(medical_people)) as medical_claimants,
    sum(bit_count(pharmacy_people)) as pharmacy_claimants,
    sum(bit_count(not_enrolled_people)) as not_enrolled_claimants
  from (
    select
      person_block(c) as block,
      bit_or(person_bits(c)) as people,
      bit_or(person_bits(c)) filter (where c.category_1 <> 'Prescription drugs') as medical_people,
      bit_or(person_bits(c)) filter (where c.category_1 = 'Prescription drugs') as pharmacy_people,
      bit_or(person_bits(c)) filter (where not c.enrolled) as not_enrolled_people
    from blocks_of(cost_month) as c
    where
      not for_administration()
      and basis_month(c) between $from and $to
      and in_slice(c)
    group by person_block(c)
  )
),

cost as (
  select
    cast(sum(spent.paid) as decimal(18, 2)) as paid,
    cast(sum(spent.paid) filter (where spent.benefit = 'medical') as decimal(18, 2)) as paid_medical,
    cast(sum(spent.paid) filter (where spent.benefit = 'pharmacy') as decimal(18, 2)) as paid_pharmacy,
    cast(sum(spent.allowed) as decimal(18, 2)) as allowed,
    coalesce(sum(spent.cells), 0) as cells,
    coalesce(sum(spent.cells) filter (where spent.benefit = 'medical'), 0) as medical_cells,
    coalesce(sum(spent.cells) filter (where spent.benefit = 'pharmacy'), 0) as pharmacy_cells,
    cast(sum(spent.allowed) filter (where spent.has_allowed and spent.has_share) as decimal(18, 2)) as allowed_with_share,
    cast(sum(spent.member_cost) filter (where spent.has_allowed) as decimal(18, 2)) as member_cost_with_allowed,
    sum(spent.lines_without_allowed) as lines_without_allowed,
    cast(coalesce(sum(spent.paid) filter (where not spent.enrolled), 0) as decimal(18, 2)) as paid_not_enrolled,
    max(case when not for_administration() then coalesce(claimant.claimants, 0) end) as claimants,
    max(case when not for_administration() then coalesce(claimant.medical_claimants, 0) end) as medical_claimants,
    max(case when not for_administration() then coalesce(claimant.pharmacy_claimants, 0) end) as pharmacy_claimants,
    max(case when not for_administration() then coalesce(claimant.not_enrolled_claimants, 0) end) as not_enrolled_claimants
  from claimant
  left join spent on true
),

undated as (
  select
    sum(c.lines) as lines_without_paid_date,
    coalesce(bool_or(c.benefit = 'medical'), false) as medical,
    coalesce(bool_or(c.benefit = 'pharmacy'), false) as pharmacy
  from totals_of(cost_month) as c
  where
    c.incurred_month between $from and $to
    and c.paid_month is null
    and basis_month(c) is null
    and in_slice(c)
),

used as materialized (
  select
    u.month,
    u.measure,
    sum(u.count) as count
  from totals_of(use_month) as u
  where
    u.month between $from and $to
    and in_slice(u)
    and u.measure in ('admissions', 'inpatient_days', 'emergency_visits', 'emergency_visits_all', 'office_visits', 'scripts')
  group by
    u.month,
    u.measure
),

use_block as materialized (
  select
    u.measure,
    cast(u.person_key >> 6 as integer) as block,
    bit_or(1::ubigint << cast(u.person_key & 63 as ubigint)) as people
  from marts.use_month as u
  where
    not for_administration()
    and u.month between $from and $to
    and in_slice(u)
    and u.measure in ('admissions', 'emergency_visits', 'emergency_visits_all', 'emergency_visits_admitted', 'office_visits', 'scripts')
  group by all
),

use_behind as (
  select
    case when not for_administration() then coalesce(sum(bit_count(people)) filter (where measure = 'admissions'), 0) end as admissions_people,
    case when not for_administration() then coalesce(sum(bit_count(people)) filter (where measure = 'emergency_visits'), 0) end as emergency_people,
    case when not for_administration() then coalesce(sum(bit_count(people)) filter (where measure = 'emergency_visits_all'), 0) end as emergency_all_people,
    case when not for_administration() then coalesce(sum(bit_count(people)) filter (where measure = 'emergency_visits_admitted'), 0) end as emergency_admitted_people,
    case when not for_administration() then coalesce(sum(bit_count(people)) filter (where measure = 'office_visits'), 0) end as office_people,
    case when not for_administration() then coalesce(sum(bit_count(people)) filter (where measure = 'scripts'), 0) end as scripts_people
  from use_block
),

use as (
  select
    cast(coalesce(sum(used.count) filter (where used.measure = 'admissions'), 0) as bigint) as admissions,
    cast(coalesce(sum(used.count) filter (where used.measure = 'inpatient_days'), 0) as bigint) as inpatient_days,
    cast(coalesce(sum(used.count) filter (where used.measure = 'emergency_visits'), 0) as bigint) as emergency_visits,
    cast(coalesce(sum(used.count) filter (where used.measure = 'emergency_visits_all'), 0) as bigint) as emergency_visits_all,
    cast(coalesce(sum(used.count) filter (where used.measure = 'office_visits'), 0) as bigint) as office_visits,
    cast(coalesce(sum(used.count) filter (where used.measure = 'scripts'), 0) as bigint) as scripts,
    max(use_behind.admissions_people) as admissions_people,
    max(use_behind.emergency_people) as emergency_people,
    max(use_behind.emergency_all_people) as emergency_all_people,
    max(use_behind.emergency_admitted_people) as emergency_admitted_people,
    max(use_behind.office_people) as office_people,
    max(use_behind.scripts_people) as scripts_people
  from use_behind
  left join used on true
),

-- Nothing counted is 0 only where it could have been counted: where the benefit has a file, and on the paid basis where
-- its lines have dates.
known as (
  select
    medical_lines > 0 as medical,
    pharmacy_lines > 0 as pharmacy,
    medical_lines > 0 and not undated.medical as medical_paid,
    pharmacy_lines > 0 and not undated.pharmacy as pharmacy_paid
  from marts.data_span
  cross join undated
),

given as (
  select
    cost.* replace (
      coalesce(paid, case when cells = 0 and (medical_paid or pharmacy_paid) then 0 end) as paid,
      coalesce(paid_medical, case when medical_cells = 0 and medical_paid then 0 end) as paid_medical,
      coalesce(paid_pharmacy, case when pharmacy_cells = 0 and pharmacy_paid then 0 end) as paid_pharmacy,
      coalesce(allowed, case when cells = 0 and (medical_paid or pharmacy_paid) then 0 end) as allowed,
      case when known.medical or known.pharmacy then paid_not_enrolled end as paid_not_enrolled
    ),
    use.* replace (
      case when known.medical then admissions end as admissions,
      case when known.medical then inpatient_days end as inpatient_days,
      case when known.medical then emergency_visits end as emergency_visits,
      case when known.medical then emergency_visits_all end as emergency_visits_all,
      case when known.medical then office_visits end as office_visits,
      case when known.pharmacy then scripts end as scripts
    )
  from cost
  cross join use
  cross join known
),

-- Each figure is an amount over a base, rounded to its own number of decimals. Visits that went home are shown beside all
-- visits, so whoever was admitted must be as many as may be shown too.
figure as (
  select
    contracts,
    lines_without_allowed,
    lines_without_paid_date,
    generate_subscripts(figures, 1) as position,
    unnest(figures, recursive := true)
  from (
    select
      contracts,
      lines_without_allowed,
      lines_without_paid_date,
      [
        {'section': 'Enrollment', 'measure': 'Members', 'unit': 'members', 'amount': member_months, 'base': $months, 'decimals': 0, 'people': members,
          'counted': 'Member months ÷ months of the period.'},
        {'section': 'Enrollment', 'measure': 'Contracts', 'unit': 'contracts', 'amount': contract_months, 'base': $months, 'decimals': 0, 'people': members,
          'counted': 'Contract months ÷ months of the period; not given where the source names no subscriber.'},
        {'section': 'Enrollment', 'measure': 'Members per contract', 'unit': 'count', 'amount': member_months, 'base': contract_months, 'decimals': 2, 'people': members,
          'counted': 'Member months ÷ contract months.'},
        {'section': 'Enrollment', 'measure': 'Member months', 'unit': 'member_months', 'amount': member_months, 'base': 1, 'decimals': 2, 'people': members,
          'counted': 'One for each covered member and month, by the plan''s rule.'},
        {'section': 'Cost', 'measure': 'Plan paid', 'unit': 'usd', 'amount': paid, 'base': 1, 'decimals': 2, 'people': claimants,
          'counted': 'What the plan paid on medical and pharmacy claims.'},
        {'section': 'Cost', 'measure': 'Plan paid PMPM', 'unit': 'usd_pmpm', 'amount': paid, 'base': member_months, 'decimals': 2, 'people': claimants,
          'counted': 'Plan paid ÷ member months.'},
        {'section': 'Cost', 'measure': 'Plan paid PMPM, medical', 'unit': 'usd_pmpm', 'amount': paid_medical, 'base': member_months, 'decimals': 2, 'people': medical_claimants,
          'counted': 'Plan paid on medical claims ÷ member months.'},
        {'section': 'Cost', 'measure': 'Plan paid PMPM, pharmacy', 'unit': 'usd_pmpm', 'amount': paid_pharmacy, 'base': member_months, 'decimals': 2, 'people': pharmacy_claimants,
          'counted': 'Plan paid on pharmacy claims, before rebates, ÷ member months.'},
        {'section': 'Cost', 'measure': 'Plan paid PEPM', 'unit': 'usd_pepm', 'amount': paid, 'base': contract_months, 'decimals': 2, 'people': claimants,
          'counted': 'Plan paid ÷ contract months; not given where the source names no subscriber.'},
        {'section': 'Cost', 'measure': 'Allowed', 'unit': 'usd', 'amount': allowed, 'base': 1, 'decimals': 2, 'people': claimants,
          'counted': 'What is allowed: the plan''s share and the member''s share together, where the source gives it.'},
        {'section': 'Cost', 'measure': 'Allowed PMPM', 'unit': 'usd_pmpm', 'amount': allowed, 'base': member_months, 'decimals': 2, 'people': claimants,
          'counted': 'Allowed ÷ member months.'},
        {'section': 'Cost', 'measure': 'Member share of allowed', 'unit': 'ratio', 'amount': member_cost_with_allowed, 'base': allowed_with_share, 'decimals': 4, 'people': claimants,
          'counted': 'Deductible, copay and coinsurance ÷ allowed, where both are given.'},
        {'section': 'Cost', 'measure': 'Plan paid where no enrollment was found', 'unit': 'usd', 'amount': paid_not_enrolled, 'base': 1, 'decimals': 2, 'people': not_enrolled_claimants,
          'counted': 'Plan paid for members with no enrollment in the month of service; part of the figures above.'},
        {'section': 'Use', 'measure': 'Admissions per 1,000', 'unit': 'per_1000', 'amount': admissions * 12000, 'base': member_months, 'decimals': 1, 'people': admissions_people,
          'counted': 'Acute admissions × 12,000 ÷ member months; newborns apart.'},
        {'section': 'Use', 'measure': 'Inpatient days per 1,000', 'unit': 'per_1000', 'amount': inpatient_days * 12000, 'base': member_months, 'decimals': 1, 'people': admissions_people,
          'counted': 'Inpatient days × 12,000 ÷ member months.'},
        {'section': 'Use', 'measure': 'Average length of stay', 'unit': 'days', 'amount': inpatient_days, 'base': admissions, 'decimals': 1, 'people': admissions_people,
          'counted': 'Inpatient days ÷ admissions.'},
        {'section': 'Use', 'measure': 'Emergency visits per 1,000', 'unit': 'per_1000', 'amount': emergency_visits_all * 12000, 'base': member_months, 'decimals': 1, 'people': emergency_all_people,
          'counted': 'All emergency visits × 12,000 ÷ member months.'},
        {'section': 'Use', 'measure': 'Emergency visits that went home per 1,000', 'unit': 'per_1000', 'amount': emergency_visits * 12000, 'base': member_months, 'decimals': 1, 'people': least(emergency_people, coalesce(nullif(emergency_admitted_people, 0), emergency_people)),
          'counted': 'Emergency visits that did not end in an admission × 12,000 ÷ member months.'},
        {'section': 'Use', 'measure': 'Office visits per 1,000', 'unit': 'per_1000', 'amount': office_visits * 12000, 'base': member_months, 'decimals': 1, 'people': office_people,
          'counted': 'Office visits × 12,000 ÷ member months.'},
        {'section': 'Use', 'measure': 'Prescriptions per 1,000', 'unit': 'per_1000', 'amount': scripts * 12000, 'base': member_months, 'decimals': 1, 'people': scripts_people,
          'counted': 'Prescriptions, net of reversals, × 12,000 ÷ member months.'}
      ] as figures
    from enrollment
    cross join contract
    cross join given
    cross join undated
  )
),

cost_of_month as (
  select
    month,
    sum(paid) as paid,
    sum(paid) filter (where benefit = 'medical') as paid_medical,
    sum(paid) filter (where benefit = 'pharmacy') as paid_pharmacy,
    sum(allowed) as allowed
  from spent
  group by month
),

use_of_month as (
  select
    month,
    sum(count) filter (where measure = 'admissions') as admissions,
    sum(count) filter (where measure = 'emergency_visits_all') as emergency_visits,
    sum(count) filter (where measure = 'office_visits') as office_visits,
    sum(count) filter (where measure = 'scripts') as scripts
  from used
  group by month
),

month_figure as (
  select
    calendar.month,
    unnest(
      [
        {'measure': 'Members', 'amount': member.member_months, 'base': 1},
        {'measure': 'Contracts', 'amount': nullif(member.contracts, 0), 'base': 1},
        {'measure': 'Plan paid', 'amount': coalesce(cost.paid, 0), 'base': 1},
        {'measure': 'Plan paid PMPM', 'amount': coalesce(cost.paid, 0), 'base': member.member_months},
        {'measure': 'Plan paid PMPM, medical', 'amount': coalesce(cost.paid_medical, 0), 'base': member.member_months},
        {'measure': 'Plan paid PMPM, pharmacy', 'amount': coalesce(cost.paid_pharmacy, 0), 'base': member.member_months},
        {'measure': 'Plan paid PEPM', 'amount': coalesce(cost.paid, 0), 'base': member.contracts},
        {'measure': 'Allowed', 'amount': coalesce(cost.allowed, 0), 'base': 1},
        {'measure': 'Allowed PMPM', 'amount': coalesce(cost.allowed, 0), 'base': member.member_months},
        {'measure': 'Admissions per 1,000', 'amount': coalesce(use.admissions, 0) * 12000, 'base': member.member_months},
        {'measure': 'Emergency visits per 1,000', 'amount': coalesce(use.emergency_visits, 0) * 12000, 'base': member.member_months},
        {'measure': 'Office visits per 1,000', 'amount': coalesce(use.office_visits, 0) * 12000, 'base': member.member_months},
        {'measure': 'Prescriptions per 1,000', 'amount': coalesce(use.scripts, 0) * 12000, 'base': member.member_months}
      ],
      recursive := true
    )
  from (select cast(unnest(generate_series($from, $to, interval 1 month)) as date) as month) as calendar
  left join member_of_month as member using (month)
  left join cost_of_month as cost using (month)
  left join use_of_month as use using (month)
),

history as (
  select
    measure,
    string_agg(coalesce(cast(cast(round(cast(amount / nullif(base, 0) as decimal(38, 10)), 2) as decimal(18, 2)) as varchar), ''), ',' order by month)
      as by_month
  from month_figure
  group by measure
),

divided as (
  select
    *,
    cast(amount / nullif(base, 0) as decimal(38, 10)) as quotient
  from figure
)

select
  measure,
  section,
  unit,
  counted,
  case decimals
    when 0 then cast(round(quotient) as decimal(18, 4))
    when 1 then cast(round(quotient, 1) as decimal(18, 4))
    when 2 then cast(round(quotient, 2) as decimal(18, 4))
    else cast(round(quotient, 4) as decimal(18, 4))
  end as value,
  decimals,
  case when quotient is not null then history.by_month end as by_month,
  case measure when 'Allowed' then lines_without_allowed end as lines_without_allowed,
  case measure when 'Plan paid' then lines_without_paid_date end as lines_without_paid_date,
  people,
  case
    when measure in ('Contracts', 'Members per contract') and contracts > 0 then contracts
    else people
  end as contracts_behind
from divided
left join history using (measure)
order by position
