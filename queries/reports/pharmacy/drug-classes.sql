/*
title: Drug classes
family: pharmacy
question: What are the drugs for that cost the most?
order: 25
own:
  service: { label: "Kind (generic, brand, specialty)", type: list }
columns:
  - { name: drug_class, label: Drug class, role: dimension, type: text, definition: "Class of the drug code where the plan dropped in a file of drug classes; without one, generic, brand or specialty as the source says." }
  - { name: claimants, label: Members, role: measure, type: integer, unit: members, definition: "Different members with a fill." }
  - { name: scripts, label: Prescriptions, role: measure, type: integer, unit: count, definition: "Fills net of reversals." }
  - { name: generic_rate, label: Generic, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-better, definition: "Generic prescriptions ÷ prescriptions called generic or brand." }
  - { name: days_supply, label: Days supply, role: measure, type: integer, unit: days, definition: "Days that the fills last, net of reversals." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid, before rebates." }
  - { name: share_of_paid, label: Share of plan paid, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Plan paid of the class ÷ plan paid of all." }
  - { name: rebates, label: Rebates received, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-better, definition: "Rebates that have come in for fills of the period; those of late quarters may still come." }
  - { name: member_cost, label: Member cost share, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "Deductible, copay and coinsurance." }
  - { name: paid_per_script, label: Plan paid per prescription, role: measure, type: decimal, scale: 2, unit: usd_each, direction: up-is-worse, definition: "Plan paid ÷ prescriptions." }
  - { name: paid_pmpm, label: Plan paid PMPM, role: measure, type: decimal, scale: 2, unit: usd_pmpm, direction: up-is-worse, definition: "Plan paid ÷ all member months of the period, so that the classes add up to the total." }
people: claimants_behind
figures: [scripts, paid, paid_pmpm]
chart: { type: bar, x: drug_class, y: [paid], title: Plan paid by drug class }
drill: { report: drugs, set: { drug_class: drug_class } }
answer: "The plan paid {totals.paid_pmpm} PMPM for drugs in {period}; the largest class is {top.drug_class.paid} with {topvalue.drug_class.paid}."
footnotes:
  - "Planlens ships no drug classes. Drop in a file of drug codes and classes (NDC to ATC) on the page Data; until then the classes are generic, brand and specialty. 'Not mapped' are codes that the file does not have, 'Not given' fills without a code."
  - "Before rebates; rebates come in months after the fill."
companions: [drugs, pharmacy]
*/
with dropped_in as (
  select count(*) > 0 as has_classes
  from marts.drug
),

class as (
  select
    code.ndc,
    coalesce(drug.class_name, 'Not mapped') as drug_class
  from (
    select ndc from marts.fill_line where ndc is not null
    union
    select ndc from marts.rebate_line where ndc is not null
  ) as code
  left join marts.drug using (ndc)
),

fill as (
  select
    case grouping(case when dropped_in.has_classes then coalesce(class.drug_class, 'Not given') else cast(f.category_2 as varchar) end)
      when 1 then 'total' else 'row'
    end as line,
    case when dropped_in.has_classes then coalesce(class.drug_class, 'Not given') else cast(f.category_2 as varchar) end as drug_class,
    count(distinct f.person_key) as claimants,
    people_behind(f) as people,
    count_if(f.is_final) as scripts,
    count_if(f.is_final and f.brand_generic = 'Generic') as generic_scripts,
    count_if(f.is_final and f.brand_generic in ('Generic', 'Brand')) as scripts_with_kind,
    sum(f.days_supply) filter (where f.is_final) as days_supply,
    sum(f.paid) as paid,
    sum(f.member_cost) as member_cost
  from marts.fill as f
  cross join dropped_in
  left join class
    on dropped_in.has_classes
    and class.ndc = f.ndc
  where
    basis_month(f) between $from and $to
    and in_slice(f)
    and ($service is null or list_contains($service, cast(f.category_2 as varchar)))
  group by grouping sets (
    (case when dropped_in.has_classes then coalesce(class.drug_class, 'Not given') else cast(f.category_2 as varchar) end), ()
  )
),

rebate as (
  select
    case grouping(case when dropped_in.has_classes then coalesce(class.drug_class, 'Not given') else cast(r.category_2 as varchar) end)
      when 1 then 'total' else 'row'
    end as line,
    case when dropped_in.has_classes then coalesce(class.drug_class, 'Not given') else cast(r.category_2 as varchar) end as drug_class,
    sum(r.rebate) as rebates
  from marts.rebate as r
  cross join dropped_in
  left join class
    on dropped_in.has_classes
    and class.ndc = r.ndc
  where
    basis_month(r) between $from and $to
    and in_slice(r)
    and ($service is null or list_contains($service, cast(r.category_2 as varchar)))
  group by grouping sets (
    (case when dropped_in.has_classes then coalesce(class.drug_class, 'Not given') else cast(r.category_2 as varchar) end), ()
  )
),

member as (
  select sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
),

joined as (
  select
    coalesce(fill.line, rebate.line) as line,
    coalesce(fill.drug_class, rebate.drug_class) as drug_class,
    fill.* exclude (line, drug_class),
    rebate.rebates
  from fill
  full join rebate
    on rebate.line = fill.line
    and rebate.drug_class is not distinct from fill.drug_class
),

whole as (
  select paid as all_paid
  from joined
  where line = 'total'
)

select
  joined.line,
  joined.drug_class,
  coalesce(joined.claimants, 0) as claimants,
  coalesce(joined.scripts, 0) as scripts,
  round(cast(joined.generic_scripts / nullif(joined.scripts_with_kind, 0) as decimal(38, 10)), 4) as generic_rate,
  joined.days_supply,
  coalesce(joined.paid, 0) as paid,
  round(cast(joined.paid / nullif(whole.all_paid, 0) as decimal(38, 10)), 4) as share_of_paid,
  joined.rebates,
  joined.member_cost,
  round(cast(joined.paid / nullif(joined.scripts, 0) as decimal(38, 10)), 2) as paid_per_script,
  round(cast(joined.paid / nullif(member.member_months, 0) as decimal(38, 10)), 2) as paid_pmpm,
  coalesce(joined.people, 0) as claimants_behind
from joined
cross join whole
cross join member
where joined.line = 'row' or joined.claimants > 0
order by
  joined.line,
  joined.drug_class in ('Not mapped', 'Not given'),
  joined.paid desc nulls last,
  joined.drug_class
