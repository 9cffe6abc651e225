/*
title: Dashboard
family: overview
question: How does the plan compare with the year before and with a norm, on one page?
order: 20
defaults: { compare: prior-year }
columns:
  - { name: section, label: Part, role: dimension, type: text, definition: "What the figures are of." }
  - { name: measure, label: Measure, role: dimension, type: text, definition: "What is measured; its unit stands beside it." }
  - { name: unit, label: Unit, role: dimension, type: text, hidden: true, definition: "Unit of the row." }
  - { name: counted, label: How it is counted, role: dimension, type: text, hidden: true, definition: "Definition of the row." }
  - { name: norm_key, label: Key of the norm, role: dimension, type: text, hidden: true, definition: "What a norm calls the row." }
  - { name: value, label: Value, role: measure, type: decimal, scale: 4, unit_column: unit, scale_column: decimals, norm_key_column: norm_key, definition: "In the row's own unit." }
  - { name: lines_without_allowed, label: Lines without an allowed amount, role: measure, type: integer, hidden: true, compare: false, definition: "On the row Medical and pharmacy: lines on which the source gives no allowed amount." }
people: people
contracts: contracts_behind
figures:
  - { row: Members, label: "Members, average" }
  - { row: Medical and pharmacy, label: Allowed per member and year }
  - { row: Plan paid per member and year, label: Plan paid per member and year }
  - { row: "Members with $100,000 or more", label: "Members with $100,000 or more" }
answer: "The allowed amount was {row.Medical and pharmacy.value} for each member and year in {period}[[, {row.Medical and pharmacy.value_change} than in {prior}]]: the plan paid {row.Plan paid per member and year.value}[[, members owed {row.Both, member share.value}]][[, and {row.Other payers and adjustments.value|nonzero} was for other payers and adjustments]][[. The {row.Members with $100,000 or more.value|nonzero} members with $100,000 or more made {row.Share of plan paid.value} of what the plan paid]]."
footnotes:
  - "Medical and pharmacy claims together, before rebates and without administrative fees; spend and use without enrollment is in it. Completion of months still filling in is off."
  - "Allowed, medical and pharmacy = plan paid per member and year + member share of both + other payers and adjustments."
  - "Stays and care outside of them add up to medical; facilities, office and the rest add up to care outside of stays. Laboratory and imaging stand in them and are shown once more."
  - "[[{row.Medical and pharmacy.lines_without_allowed|nonzero} claim lines give no allowed amount, so it is not given there and not zero.]]"
companions: [cost-and-use, program-cost]
*/
-- Each mart is read once, and people are counted only for those from whom something is withheld.
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

undated as (
  select
    coalesce(bool_or(c.benefit = 'medical'), false) as medical,
    coalesce(bool_or(c.benefit = 'pharmacy'), false) as pharmacy
  from totals_of(cost_month) as c
  where
    c.incurred_month between $from and $to
    and c.paid_month is null
    and basis_month(c) is null
    and in_slice(c)
),

-- Nothing is 0 only where it could have been counted: where the benefit has a file, and on the paid basis where its lines
-- have dates.
known as (
  select
    data_span.medical_lines > 0 as has_medical,
    data_span.pharmacy_lines > 0 as has_pharmacy,
    data_span.medical_lines > 0 and not undated.medical as medical,
    data_span.pharmacy_lines > 0 and not undated.pharmacy as pharmacy
  from marts.data_span
  cross join undated
),

spent as (
  select
    sum_of.benefit,
    sum_of.category,
    service_category.service_category_1 as place,
    sum_of.* exclude (benefit, category, service)
  from (
    select
      c.benefit,
      c.category_1 as category,
      c.category_2 as service,
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
  ) as sum_of
  join core.service_category
    on service_category.service = sum_of.service
),

claimant as (
  select
    case when not for_administration() then coalesce(sum(bit_count(all_people)), 0) end as claimants,
    case when not for_administration() then coalesce(sum(bit_count(medical_people)), 0) end as medical_claimants,
    case when not for_administration() then coalesce(sum(bit_count(pharmacy_people)), 0) end as pharmacy_claimants,
    case when not for_administration() then coalesce(sum(bit_count(inpatient_people)), 0) end as inpatient_claimants,
    case when not for_administration() then coalesce(sum(bit_count(outpatient_people)), 0) end as outpatient_claimants,
    case when not for_administration() then coalesce(sum(bit_count(facility_people)), 0) end as facility_claimants,
    case when not for_administration() then coalesce(sum(bit_count(office_people)), 0) end as office_claimants,
    case when not for_administration() then coalesce(sum(bit_count(ancillary_people)), 0) end as ancillary_claimants,
    case when not for_administration() then coalesce(sum(bit_count(laboratory_people)), 0) end as laboratory_claimants,
    case when not for_administration() then coalesce(sum(bit_count(imaging_people)), 0) end as imaging_claimants
  from (
    select
      block,
      bit_or(people) as all_people,
      bit_or(people) filter (where benefit = 'medical') as medical_people,
      bit_or(people) filter (where benefit = 'pharmacy') as pharmacy_people,
      bit_or(people) filter (where place = 'inpatient') as inpatient_people,
      bit_or(people) filter (where benefit = 'medical' and place <> 'inpatient') as outpatient_people,
      bit_or(people) filter (where place = 'outpatient') as facility_people,
      bit_or(people) filter (where place = 'office-based') as office_people,
      bit_or(people) filter (where place in ('ancillary', 'other')) as ancillary_people,
      bit_or(people) filter (where category = 'Laboratory') as laboratory_people,
      bit_or(people) filter (where category = 'Imaging') as imaging_people
    from (
      select
        sum_of.block,
        sum_of.people,
        sum_of.benefit,
        sum_of.category,
        service_category.service_category_1 as place
      from (
        select
          c.benefit,
          c.category_1 as category,
          c.category_2 as service,
          cast(c.person_key >> 6 as integer) as block,
          bit_or(1::ubigint << cast(c.person_key & 63 as ubigint)) as people
        from marts.cost_month as c
        where
          not for_administration()
          and basis_month(c) between $from and $to
          and in_slice(c)
        group by all
      ) as sum_of
      join core.service_category
        on service_category.service = sum_of.service
    )
    group by block
  )
),

cost as (
  select *
  from (
    select
      sum(paid) as paid,
      sum(allowed) as allowed,
      sum(member_cost) as member_cost,
      sum(member_cost) filter (where benefit = 'medical') as member_cost_medical,
      sum(member_cost) filter (where benefit = 'pharmacy') as member_cost_pharmacy,
      sum(allowed) filter (where benefit = 'medical') as allowed_medical,
      sum(allowed) filter (where benefit = 'pharmacy') as allowed_pharmacy,
      sum(allowed) filter (where place = 'inpatient') as allowed_inpatient,
      sum(allowed) filter (where benefit = 'medical' and place <> 'inpatient') as allowed_outpatient,
      sum(allowed) filter (where place = 'outpatient') as allowed_facility,
      sum(allowed) filter (where place = 'office-based') as allowed_office,
      sum(allowed) filter (where place in ('ancillary', 'other')) as allowed_ancillary,
      sum(allowed) filter (where category = 'Laboratory') as allowed_laboratory,
      sum(allowed) filter (where category = 'Imaging') as allowed_imaging,
      sum(lines_without_allowed) as lines_without_allowed,
      coalesce(sum(cells), 0) as cells,
      coalesce(sum(cells) filter (where benefit = 'medical'), 0) as medical_cells,
      coalesce(sum(cells) filter (where benefit = 'pharmacy'), 0) as pharmacy_cells,
      coalesce(sum(cells) filter (where place = 'inpatient'), 0) as inpatient_cells,
      coalesce(sum(cells) filter (where benefit = 'medical' and place <> 'inpatient'), 0) as outpatient_cells,
      coalesce(sum(cells) filter (where place = 'outpatient'), 0) as facility_cells,
      coalesce(sum(cells) filter (where place = 'office-based'), 0) as office_cells,
      coalesce(sum(cells) filter (where place in ('ancillary', 'other')), 0) as ancillary_cells,
      coalesce(sum(cells) filter (where category = 'Laboratory'), 0) as laboratory_cells,
      coalesce(sum(cells) filter (where category = 'Imaging'), 0) as imaging_cells
    from spent
  )
  cross join claimant
),

given as (
  select
    cost.* replace (
      case when cells = 0 and (known.medical or known.pharmacy) then 0 else paid end as paid,
      case when cells = 0 and (known.medical or known.pharmacy) then 0 else allowed end as allowed,
      case when cells = 0 and (known.medical or known.pharmacy) then 0 else member_cost end as member_cost,
      case when medical_cells = 0 and known.medical then 0 else member_cost_medical end as member_cost_medical,
      case when pharmacy_cells = 0 and known.pharmacy then 0 else member_cost_pharmacy end as member_cost_pharmacy,
      case when medical_cells = 0 and known.medical then 0 else allowed_medical end as allowed_medical,
      case when pharmacy_cells = 0 and known.pharmacy then 0 else allowed_pharmacy end as allowed_pharmacy,
      case when inpatient_cells = 0 and known.medical then 0 else allowed_inpatient end as allowed_inpatient,
      case when outpatient_cells = 0 and known.medical then 0 else allowed_outpatient end as allowed_outpatient,
      case when facility_cells = 0 and known.medical then 0 else allowed_facility end as allowed_facility,
      case when office_cells = 0 and known.medical then 0 else allowed_office end as allowed_office,
      case when ancillary_cells = 0 and known.medical then 0 else allowed_ancillary end as allowed_ancillary,
      case when laboratory_cells = 0 and known.medical then 0 else allowed_laboratory end as allowed_laboratory,
      case when imaging_cells = 0 and known.medical then 0 else allowed_imaging end as allowed_imaging
    ),
    known.has_medical,
    known.has_pharmacy
  from cost
  cross join known
),

high as (
  select
    case when exists(from marts.data_span where medical_lines + pharmacy_lines > 0) then count(*) end as high_members,
    sum(paid) as high_paid
  from (
    select sum(c.paid) as paid
    from marts.cost_month as c
    where
      basis_month(c) between $from and $to
      and in_slice(c)
    group by c.person_key
    having sum(c.paid) >= 100000
  )
),

drug as (
  select
    coalesce(sum(c.scripts), 0) as scripts,
    sum(c.scripts) filter (where c.brand_generic = 'Generic') as generic_scripts,
    sum(c.scripts) filter (where c.brand_generic <> '(not given)') as known_scripts,
    sum(c.paid) filter (where c.specialty = 'yes') as specialty_paid,
    sum(c.paid) filter (where c.specialty <> '(not given)') as specialty_known_paid,
    people_behind(c) as users,
    least(
      nullif(people_behind(c) filter (where c.brand_generic = 'Generic'), 0),
      nullif(people_behind(c) filter (where c.brand_generic = 'Brand'), 0)
    ) as generic_users,
    nullif(people_behind(c) filter (where c.specialty = 'yes'), 0) as specialty_users
  from marts.pharmacy_month as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
),

use as (
  select
    coalesce(sum(u.count) filter (where u.measure = 'admissions'), 0) as admissions,
    coalesce(sum(u.count) filter (where u.measure = 'inpatient_days'), 0) as inpatient_days,
    coalesce(sum(u.count) filter (where u.measure = 'emergency_visits_all'), 0) as emergency_visits,
    coalesce(sum(u.count) filter (where u.measure = 'office_visits'), 0) as office_visits,
    people_behind(u) filter (where u.measure = 'admissions') as admissions_people,
    people_behind(u) filter (where u.measure = 'emergency_visits_all') as emergency_people,
    people_behind(u) filter (where u.measure = 'office_visits') as office_people
  from totals_of(use_month) as u
  where
    u.month between $from and $to
    and in_slice(u)
    and u.measure in ('admissions', 'inpatient_days', 'emergency_visits_all', 'office_visits')
),

-- Each figure is an amount over a base, rounded to its own number of decimals.
figure as (
  select
    contracts,
    lines_without_allowed,
    generate_subscripts(figures, 1) as position,
    unnest(figures, recursive := true)
  from (
    select
      contracts,
      lines_without_allowed,
      [
        {'section': 'Enrollment', 'measure': 'Subscribers', 'unit': 'contracts', 'amount': contract_months, 'base': $months, 'decimals': 0, 'people': members, 'norm_key': null,
          'counted': 'Employees, retirees and others who hold the coverage: contract months ÷ months of the period; not given where the source names no subscriber.'},
        {'section': 'Enrollment', 'measure': 'Members', 'unit': 'members', 'amount': member_months, 'base': $months, 'decimals': 0, 'people': members, 'norm_key': null,
          'counted': 'Member months ÷ months of the period.'},
        {'section': 'Enrollment', 'measure': 'Members per subscriber', 'unit': 'count', 'amount': member_months, 'base': contract_months, 'decimals': 2, 'people': members, 'norm_key': 'members_per_contract',
          'counted': 'Member months ÷ contract months.'},
        {'section': 'Allowed, per member and year', 'measure': 'Medical', 'unit': 'usd_pmpy', 'amount': cast(allowed_medical as decimal(28, 4)) * 12, 'base': member_months, 'decimals': 2, 'people': medical_claimants, 'norm_key': 'allowed:medical',
          'counted': 'Allowed on medical claims × 12 ÷ member months.'},
        {'section': 'Allowed, per member and year', 'measure': 'Stays', 'unit': 'usd_pmpy', 'amount': cast(allowed_inpatient as decimal(28, 4)) * 12, 'base': member_months, 'decimals': 2, 'people': inpatient_claimants, 'norm_key': 'allowed:inpatient',
          'counted': 'Of medical: all that is billed for stays, of facilities and professionals.'},
        {'section': 'Allowed, per member and year', 'measure': 'Outside of stays', 'unit': 'usd_pmpy', 'amount': cast(allowed_outpatient as decimal(28, 4)) * 12, 'base': member_months, 'decimals': 2, 'people': outpatient_claimants, 'norm_key': 'allowed:outpatient',
          'counted': 'Of medical: all that is not billed for stays.'},
        {'section': 'Allowed, per member and year', 'measure': 'Facilities, outpatient', 'unit': 'usd_pmpy', 'amount': cast(allowed_facility as decimal(28, 4)) * 12, 'base': member_months, 'decimals': 2, 'people': facility_claimants, 'norm_key': 'allowed:outpatient-facility',
          'counted': 'Of care outside of stays: services of outpatient facilities, with the professionals there.'},
        {'section': 'Allowed, per member and year', 'measure': 'Office', 'unit': 'usd_pmpy', 'amount': cast(allowed_office as decimal(28, 4)) * 12, 'base': member_months, 'decimals': 2, 'people': office_claimants, 'norm_key': 'allowed:office',
          'counted': 'Of care outside of stays: services in offices, with their imaging and drugs.'},
        {'section': 'Allowed, per member and year', 'measure': 'Laboratory, ambulance, equipment and other', 'unit': 'usd_pmpy', 'amount': cast(allowed_ancillary as decimal(28, 4)) * 12, 'base': member_months, 'decimals': 2, 'people': ancillary_claimants, 'norm_key': null,
          'counted': 'Of care outside of stays: what is neither of a facility nor of an office.'},
        {'section': 'Allowed, per member and year', 'measure': 'Laboratory', 'unit': 'usd_pmpy', 'amount': cast(allowed_laboratory as decimal(28, 4)) * 12, 'base': member_months, 'decimals': 2, 'people': laboratory_claimants, 'norm_key': 'allowed:laboratory',
          'counted': 'The category Laboratory; part of the row above.'},
        {'section': 'Allowed, per member and year', 'measure': 'Imaging', 'unit': 'usd_pmpy', 'amount': cast(allowed_imaging as decimal(28, 4)) * 12, 'base': member_months, 'decimals': 2, 'people': imaging_claimants, 'norm_key': 'allowed:imaging',
          'counted': 'The category Imaging; part of facilities and of office.'},
        {'section': 'Allowed, per member and year', 'measure': 'Pharmacy', 'unit': 'usd_pmpy', 'amount': cast(allowed_pharmacy as decimal(28, 4)) * 12, 'base': member_months, 'decimals': 2, 'people': pharmacy_claimants, 'norm_key': 'allowed:pharmacy',
          'counted': 'Allowed on pharmacy claims, before rebates, × 12 ÷ member months.'},
        {'section': 'Allowed, per member and year', 'measure': 'Medical and pharmacy', 'unit': 'usd_pmpy', 'amount': cast(allowed as decimal(28, 4)) * 12, 'base': member_months, 'decimals': 2, 'people': claimants, 'norm_key': 'allowed:total',
          'counted': 'Allowed on all claims × 12 ÷ member months.'},
        {'section': 'Member cost share, per member and year', 'measure': 'Medical, member share', 'unit': 'usd_pmpy', 'amount': cast(member_cost_medical as decimal(28, 4)) * 12, 'base': member_months, 'decimals': 2, 'people': medical_claimants, 'norm_key': 'member_cost:medical',
          'counted': 'Deductible, copay and coinsurance of medical claims × 12 ÷ member months.'},
        {'section': 'Member cost share, per member and year', 'measure': 'Pharmacy, member share', 'unit': 'usd_pmpy', 'amount': cast(member_cost_pharmacy as decimal(28, 4)) * 12, 'base': member_months, 'decimals': 2, 'people': pharmacy_claimants, 'norm_key': 'member_cost:pharmacy',
          'counted': 'The same of pharmacy claims.'},
        {'section': 'Member cost share, per member and year', 'measure': 'Both, member share', 'unit': 'usd_pmpy', 'amount': cast(member_cost as decimal(28, 4)) * 12, 'base': member_months, 'decimals': 2, 'people': claimants, 'norm_key': 'member_cost:total',
          'counted': 'The same of all claims.'},
        {'section': 'Other payers, per member and year', 'measure': 'Other payers and adjustments', 'unit': 'usd_pmpy', 'amount': cast(allowed - member_cost - paid as decimal(28, 4)) * 12, 'base': member_months, 'decimals': 2, 'people': claimants, 'norm_key': null,
          'counted': 'Allowed − plan paid − member share, × 12 ÷ member months: what another plan or Medicare paid (coordination of benefits), and adjustments.'},
        {'section': 'Plan paid', 'measure': 'Plan paid PMPM', 'unit': 'usd_pmpm', 'amount': paid, 'base': member_months, 'decimals': 2, 'people': claimants, 'norm_key': 'paid:total',
          'counted': 'Plan paid on all claims, before rebates, ÷ member months.'},
        {'section': 'Plan paid', 'measure': 'Plan paid per member and year', 'unit': 'usd_pmpy', 'amount': cast(paid as decimal(28, 4)) * 12, 'base': member_months, 'decimals': 2, 'people': claimants, 'norm_key': 'paid:total',
          'counted': 'Plan paid on all claims × 12 ÷ member months.'},
        {'section': 'Plan paid', 'measure': 'Plan paid per subscriber and year', 'unit': 'usd_pepy', 'amount': cast(paid as decimal(28, 4)) * 12, 'base': contract_months, 'decimals': 2, 'people': claimants, 'norm_key': 'paid:total',
          'counted': 'Plan paid on all claims × 12 ÷ contract months.'},
        {'section': 'High-cost claimants', 'measure': 'Members with $100,000 or more', 'unit': 'members', 'amount': high_members, 'base': 1, 'decimals': 0, 'people': high_members, 'norm_key': null,
          'counted': 'Members on whom the plan paid $100,000 or more in the period.'},
        {'section': 'High-cost claimants', 'measure': 'Per 1,000 members', 'unit': 'per_1000', 'amount': high_members * 1000 * $months, 'base': member_months, 'decimals': 2, 'people': high_members, 'norm_key': null,
          'counted': 'Those members × 1,000 ÷ average members.'},
        {'section': 'High-cost claimants', 'measure': 'Share of plan paid', 'unit': 'ratio', 'amount': high_paid, 'base': paid, 'decimals': 4, 'people': high_members, 'norm_key': null,
          'counted': 'Plan paid on those members ÷ plan paid.'},
        {'section': 'Prescription drugs', 'measure': 'Prescriptions per member and year', 'unit': 'count', 'amount': case when has_pharmacy then scripts * 12 end, 'base': member_months, 'decimals': 2, 'people': users, 'norm_key': null,
          'counted': 'Prescriptions, net of reversals, × 12 ÷ member months.'},
        {'section': 'Prescription drugs', 'measure': 'Generic share of prescriptions', 'unit': 'ratio', 'amount': generic_scripts, 'base': known_scripts, 'decimals': 4, 'people': coalesce(generic_users, users), 'norm_key': 'generic_share',
          'counted': 'Generic prescriptions ÷ prescriptions that are called generic or brand, specialty drugs with them.'},
        {'section': 'Prescription drugs', 'measure': 'Specialty share of plan paid', 'unit': 'ratio', 'amount': specialty_paid, 'base': specialty_known_paid, 'decimals': 4, 'people': coalesce(specialty_users, users), 'norm_key': 'specialty_share',
          'counted': 'Plan paid for specialty drugs ÷ plan paid where the source says whether a drug is one.'},
        {'section': 'Use', 'measure': 'Admissions per 1,000', 'unit': 'per_1000', 'amount': case when has_medical then admissions * 12000 end, 'base': member_months, 'decimals': 1, 'people': admissions_people, 'norm_key': 'admissions',
          'counted': 'Acute admissions × 12,000 ÷ member months; newborns apart.'},
        {'section': 'Use', 'measure': 'Average length of stay', 'unit': 'days', 'amount': case when has_medical then inpatient_days end, 'base': admissions, 'decimals': 2, 'people': admissions_people, 'norm_key': 'length_of_stay',
          'counted': 'Inpatient days ÷ admissions.'},
        {'section': 'Use', 'measure': 'Emergency visits per 1,000', 'unit': 'per_1000', 'amount': case when has_medical then emergency_visits * 12000 end, 'base': member_months, 'decimals': 1, 'people': emergency_people, 'norm_key': 'emergency_visits_all',
          'counted': 'All emergency visits × 12,000 ÷ member months.'},
        {'section': 'Use', 'measure': 'Office visits per 1,000', 'unit': 'per_1000', 'amount': case when has_medical then office_visits * 12000 end, 'base': member_months, 'decimals': 1, 'people': office_people, 'norm_key': null,
          'counted': 'Office visits × 12,000 ÷ member months.'}
      ] as figures
    from enrollment
    cross join contract
    cross join given
    cross join high
    cross join drug
    cross join use
  )
),

divided as (
  select
    *,
    cast(amount / nullif(base, 0) as decimal(38, 10)) as quotient
  from figure
)

select
  section,
  measure,
  unit,
  counted,
  norm_key,
  case decimals
    when 0 then cast(round(quotient) as decimal(18, 4))
    when 1 then cast(round(quotient, 1) as decimal(18, 4))
    when 2 then cast(round(quotient, 2) as decimal(18, 4))
    else cast(round(quotient, 4) as decimal(18, 4))
  end as value,
  decimals,
  case measure when 'Medical and pharmacy' then lines_without_allowed end as lines_without_allowed,
  people,
  case
    when measure in ('Subscribers', 'Members per subscriber') and contracts > 0 then contracts
    else people
  end as contracts_behind
from divided
order by position
