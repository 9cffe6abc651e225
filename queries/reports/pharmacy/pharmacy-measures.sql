/*
title: Pharmacy in measures
family: pharmacy
question: How well is the drug benefit used?
order: 12
needs: [pharmacy]
columns:
  - { name: measure, label: Measure, role: dimension, type: text, definition: "What is measured; how it is counted stands beside it." }
  - { name: counted, label: How it is counted, role: dimension, type: text, hidden: true, definition: "Definition of the measure." }
  - { name: unit, label: Unit, role: dimension, type: text, hidden: true, definition: "Unit of the figure." }
  - { name: value, label: Value, role: measure, type: decimal, scale: 4, unit_column: unit, scale_column: decimals, definition: "The figure, in its own unit." }
people: people
figures:
  - { row: Generic dispensing rate }
  - { row: Specialty share of plan paid }
  - { row: Plan paid PMPM }
  - { row: Plan paid per prescription }
chart: { type: none }
answer: "{row.Generic dispensing rate.value} of the prescriptions of {period} were generic[[; specialty drugs took {row.Specialty share of plan paid.value} of what the plan paid]][[, and a prescription cost the plan {row.Plan paid per prescription.value}]]."
footnotes:
  - "Dollars are before rebates, unless a line says otherwise. Fills of members for whom no enrollment was found are counted."
  - "Adjusted to 30 days: a fill of up to 34 days, or of no stated days, counts 1; a longer one its days ÷ 30."
  - "A discount off AWP is not shown: the files give no average wholesale price. Brand fills with a generic are shown where a file of drug classes tells the ingredient of each code: the same name and class has a generic fill in the data."
companions: [pharmacy, pharmacy-net]
*/
with drug_use as (
  select
    f.ndc,
    f.brand_generic,
    f.specialty,
    f.channel,
    f.scripts,
    f.short_scripts,
    f.long_days,
    f.scripts_with_days,
    f.days_supply,
    f.paid,
    f.paid_with_days,
    f.allowed_with_share,
    f.member_cost_with_allowed,
    person_of(f) as person_key
  from totals_of(drug_month) as f
  where
    basis_month(f) between $from and $to
    and in_slice(f)
),

ingredient as (
  select
    drug.ndc,
    bool_or(used.is_generic) over (partition by drug.name, drug.class_code) as has_generic
  from marts.drug
  left join (
    select
      ndc,
      bool_or(brand_generic = 'Generic') as is_generic
    from drug_use
    group by ndc
  ) as used using (ndc)
  where drug.name is not null
),

summed as (
  select
    sum(f.scripts) as scripts,
    sum(f.short_scripts) as short_scripts,
    sum(f.long_days) as long_days,
    sum(f.days_supply) as days,
    sum(f.scripts_with_days) as scripts_with_days,
    sum(f.paid_with_days) as paid_with_days,
    sum(f.scripts) filter (where f.brand_generic = 'Generic') as generic_scripts,
    sum(f.scripts) filter (where f.brand_generic in ('Generic', 'Brand')) as scripts_with_kind,
    coalesce(sum(f.scripts) filter (where f.brand_generic = 'Brand' and ingredient.has_generic), 0) as brand_with_generic,
    sum(f.scripts) filter (where f.brand_generic = 'Brand' and ingredient.has_generic is not null) as brand_known,
    sum(f.scripts) filter (where f.brand_generic in ('Generic', 'Brand') and ingredient.has_generic) as with_generic,
    sum(f.scripts) filter (where f.brand_generic = 'Generic' and ingredient.has_generic) as generic_with_generic,
    coalesce(sum(f.scripts) filter (where f.specialty = 'yes'), 0) as specialty_scripts,
    sum(f.scripts) filter (where f.specialty in ('yes', 'no')) as scripts_with_specialty,
    sum(f.paid) filter (where f.specialty = 'yes') as specialty_paid,
    sum(f.paid) filter (where f.specialty in ('yes', 'no')) as paid_with_specialty,
    coalesce(sum(f.scripts) filter (where f.channel = 'Mail'), 0) as mail_scripts,
    sum(f.scripts) filter (where f.channel is not null) as scripts_with_channel,
    sum(f.paid) as paid,
    sum(f.allowed_with_share) as allowed_with_share,
    sum(f.member_cost_with_allowed) as member_cost,
    least(
      nullif(people_behind(f) filter (where f.brand_generic = 'Generic'), 0),
      nullif(people_behind(f) filter (where f.brand_generic = 'Brand'), 0)
    ) as generic_people,
    people_behind(f) filter (where f.specialty = 'yes') as specialty_people,
    people_behind(f) filter (where f.channel = 'Mail') as mail_people,
    people_behind(f) filter (where f.brand_generic = 'Brand' and ingredient.has_generic) as brand_people,
    people_behind(f) as people
  from drug_use as f
  left join ingredient using (ndc)
),

used as (
  select count(distinct u.person_key) as users
  from marts.use_month as u
  where
    u.month between $from and $to
    and u.measure = 'scripts'
    and in_slice(u)
),

rebate as (
  select
    sum(r.rebate) as rebates,
    nullif(people_behind(r), 0) as rebated_people
  from marts.rebate as r
  where
    basis_month(r) between $from and $to
    and in_slice(r)
),

member as (
  select sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
),

figure as (
  select
    generate_subscripts(figures, 1) as position,
    unnest(figures, recursive := true)
  from (
    select
      [
        {'measure': 'Prescriptions', 'unit': 'count', 'amount': scripts, 'base': 1, 'decimals': 0, 'people': people,
          'counted': 'Fills net of reversals.'},
        {'measure': 'Prescriptions adjusted to 30 days', 'unit': 'count', 'amount': short_scripts * 30 + long_days, 'base': 30, 'decimals': 0, 'people': people,
          'counted': 'A fill of up to 34 days counts 1, a longer one its days ÷ 30.'},
        {'measure': 'Prescriptions per 1,000', 'unit': 'per_1000', 'amount': scripts * 12000, 'base': member_months, 'decimals': 1, 'people': people,
          'counted': 'Prescriptions × 12,000 ÷ member months.'},
        {'measure': 'Days per prescription', 'unit': 'days', 'amount': days, 'base': scripts_with_days, 'decimals': 1, 'people': people,
          'counted': 'Days supply ÷ prescriptions that give one.'},
        {'measure': 'Generic dispensing rate', 'unit': 'ratio', 'amount': generic_scripts, 'base': scripts_with_kind, 'decimals': 4, 'people': least(people, coalesce(nullif(generic_people, 0), people)),
          'counted': 'Generic prescriptions ÷ prescriptions called generic or brand.'},
        {'measure': 'Generic use where there is one', 'unit': 'ratio', 'amount': generic_with_generic, 'base': with_generic, 'decimals': 4, 'people': least(people, coalesce(nullif(brand_people, 0), people)),
          'counted': 'Generic prescriptions ÷ prescriptions of drugs of which a generic is filled in the period; where drug classes were dropped in.'},
        {'measure': 'Brand prescriptions with a generic', 'unit': 'count', 'amount': case when brand_known > 0 then brand_with_generic end, 'base': 1, 'decimals': 0, 'people': brand_people,
          'counted': 'Brand prescriptions of a drug of which a generic is filled in the period; where drug classes were dropped in.'},
        {'measure': 'Specialty share of prescriptions', 'unit': 'ratio', 'amount': specialty_scripts, 'base': scripts_with_specialty, 'decimals': 4, 'people': least(people, coalesce(nullif(specialty_people, 0), people)),
          'counted': 'Specialty prescriptions ÷ prescriptions of which the source says whether they are.'},
        {'measure': 'Specialty share of plan paid', 'unit': 'ratio', 'amount': coalesce(specialty_paid, 0), 'base': paid_with_specialty, 'decimals': 4, 'people': least(people, coalesce(nullif(specialty_people, 0), people)),
          'counted': 'Plan paid for specialty drugs ÷ plan paid where the source says whether a drug is one.'},
        {'measure': 'Mail share of prescriptions', 'unit': 'ratio', 'amount': mail_scripts, 'base': scripts_with_channel, 'decimals': 4, 'people': least(people, coalesce(nullif(mail_people, 0), people)),
          'counted': 'Prescriptions filled by mail ÷ prescriptions whose channel is given.'},
        {'measure': 'Members with a fill', 'unit': 'members', 'amount': users, 'base': 1, 'decimals': 0, 'people': people,
          'counted': 'Different members with a prescription, by date of service.'},
        {'measure': 'Plan paid', 'unit': 'usd', 'amount': paid, 'base': 1, 'decimals': 2, 'people': people,
          'counted': 'What the plan paid on fills, before rebates.'},
        {'measure': 'Plan paid per prescription', 'unit': 'usd_each', 'amount': paid, 'base': scripts, 'decimals': 2, 'people': people,
          'counted': 'Plan paid ÷ prescriptions.'},
        {'measure': 'Plan paid per day', 'unit': 'usd_each', 'amount': paid_with_days, 'base': days, 'decimals': 2, 'people': people,
          'counted': 'Plan paid ÷ days supply, where it is given.'},
        {'measure': 'Plan paid PMPM', 'unit': 'usd_pmpm', 'amount': paid, 'base': member_months, 'decimals': 2, 'people': people,
          'counted': 'Plan paid ÷ member months, before rebates.'},
        {'measure': 'Rebates received', 'unit': 'usd', 'amount': rebates, 'base': 1, 'decimals': 2, 'people': coalesce(rebated_people, people),
          'counted': 'Rebates that have come in for fills of the period; those of late quarters may still come.'},
        {'measure': 'Plan paid less rebates received PMPM', 'unit': 'usd_pmpm', 'amount': paid - rebates, 'base': member_months, 'decimals': 2, 'people': coalesce(rebated_people, people),
          'counted': '(Plan paid − rebates received) ÷ member months.'},
        {'measure': 'Member share of allowed', 'unit': 'ratio', 'amount': member_cost, 'base': allowed_with_share, 'decimals': 4, 'people': people,
          'counted': 'Deductible, copay and coinsurance ÷ allowed, where both are given.'}
      ] as figures
    from summed
    cross join used
    cross join rebate
    cross join member
  )
),

divided as (
  select
    *,
    cast(amount / nullif(base, 0) as decimal(38, 10)) as quotient
  from figure
)

select
  measure,
  counted,
  unit,
  case decimals
    when 0 then cast(round(quotient) as decimal(18, 4))
    when 1 then cast(round(quotient, 1) as decimal(18, 4))
    when 2 then cast(round(quotient, 2) as decimal(18, 4))
    else cast(round(quotient, 4) as decimal(18, 4))
  end as value,
  decimals,
  coalesce(people, 0) as people
from divided
order by position
