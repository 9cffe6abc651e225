/*
title: Drug classes
family: pharmacy
question: What are the drugs for that cost the most?
order: 25
own:
  service: { label: "Kind (generic, brand, specialty)", type: list }
needs: [pharmacy]
columns:
  - { name: drug_class, label: Drug class, role: dimension, type: text, definition: "Class of the drug code where the plan dropped in a file of drug classes; without one, generic, brand or specialty as the source says." }
  - { name: claimants, label: Members, role: measure, type: integer, unit: members, definition: "Different members with a fill." }
  - { name: scripts, label: Prescriptions, role: measure, type: integer, unit: count, definition: "Fills net of reversals." }
  - { name: generic_rate, label: Generic, role: measure, type: decimal, scale: 4, unit: ratio, administration: true, direction: up-is-better, definition: "Generic prescriptions ÷ prescriptions called generic or brand." }
  - { name: days_supply, label: Days supply, role: measure, type: integer, unit: days, definition: "Days that the fills last, net of reversals." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid, before rebates." }
  - { name: share_of_paid, label: Share of plan paid, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Plan paid of the class ÷ plan paid of all." }
  - { name: rebates, label: Rebates received, role: measure, type: decimal, scale: 2, unit: usd, administration: true, direction: up-is-better, blank: beside, definition: "Rebates that have come in for fills of the period; those of late quarters may still come." }
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
companions: [pharmacy]
*/
with dropped_in as (
  select count(*) > 0 as has_classes
  from marts.drug
),

code as (
  select
    f.ndc,
    f.category_2,
    sum(f.scripts) as scripts,
    sum(f.scripts) filter (where f.brand_generic = 'Generic') as generic_scripts,
    sum(f.scripts) filter (where f.brand_generic in ('Generic', 'Brand')) as scripts_with_kind,
    sum(f.days_supply) as days_supply,
    sum(f.paid) as paid,
    sum(f.member_cost) as member_cost
  from totals_of(drug_month) as f
  where
    basis_month(f) between $from and $to
    and in_slice(f)
    and ($service is null or list_contains($service, cast(f.category_2 as varchar)))
  group by
    f.ndc,
    f.category_2
),

taker as (
  select distinct
    f.ndc,
    f.category_2,
    f.person_key
  from marts.fill as f
  where
    basis_month(f) between $from and $to
    and in_slice(f)
    and ($service is null or list_contains($service, cast(f.category_2 as varchar)))
),

rebated as (
  select
    r.ndc,
    r.category_2,
    sum(r.rebate) as rebates
  from marts.rebate as r
  where
    basis_month(r) between $from and $to
    and in_slice(r)
    and ($service is null or list_contains($service, cast(r.category_2 as varchar)))
  group by
    r.ndc,
    r.category_2
),

class as (
  select
    used.ndc,
    used.category_2,
    case
      when not dropped_in.has_classes then cast(used.category_2 as varchar)
      when used.ndc is null then 'Not given'
      when starts_with(drug.class_code, 'N07B') and not for_administration() then coalesce(drug.class_group, 'Not mapped')
      else coalesce(drug.class_name, 'Not mapped')
    end as drug_class
  from (
    select ndc, category_2 from code
    union
    select ndc, category_2 from rebated
  ) as used
  cross join dropped_in
  left join marts.drug using (ndc)
),

summed as (
  select
    case grouping(class.drug_class) when 1 then 'total' else 'row' end as line,
    class.drug_class,
    sum(code.scripts) as scripts,
    sum(code.generic_scripts) as generic_scripts,
    sum(code.scripts_with_kind) as scripts_with_kind,
    sum(code.days_supply) as days_supply,
    sum(code.paid) as paid,
    sum(code.member_cost) as member_cost,
    sum(rebated.rebates) as rebates
  from class
  left join code
    on code.ndc is not distinct from class.ndc
    and code.category_2 = class.category_2
  left join rebated
    on rebated.ndc is not distinct from class.ndc
    and rebated.category_2 = class.category_2
  group by grouping sets ((class.drug_class), ())
),

claimant as (
  select
    case grouping(class.drug_class) when 1 then 'total' else 'row' end as line,
    class.drug_class,
    count(distinct taker.person_key) as claimants
  from taker
  join class
    on coalesce(class.ndc, '') = coalesce(taker.ndc, '')
    and class.category_2 = taker.category_2
  group by grouping sets ((class.drug_class), ())
),

joined as (
  select
    summed.*,
    claimant.claimants,
    claimant.claimants as people
  from summed
  left join claimant
    on claimant.line = summed.line
    and claimant.drug_class is not distinct from summed.drug_class
),

member as (
  select sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
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
  round(cast(coalesce(joined.generic_scripts, 0) / nullif(joined.scripts_with_kind, 0) as decimal(38, 10)), 4) as generic_rate,
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
