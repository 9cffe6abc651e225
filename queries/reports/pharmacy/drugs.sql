/*
title: Drugs
family: pharmacy
question: Which drugs cost the most?
order: 30
own:
  drug_class: { label: Drug class, type: list }
  service: { label: "Kind (generic, brand, specialty)", type: list }
  drug: { label: Drug code (NDC), type: list }
  top: { label: "Drugs listed (50)", type: number, least: 1, most: 1000000, whole: true }
parameters: [period, basis, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, network, profile, as_of]
needs: [pharmacy]
columns:
  - { name: drug, label: Drug, role: dimension, type: text, definition: "Name of the drug where the plan dropped in a file of drug classes, and its code (NDC)." }
  - { name: ndc, label: NDC, role: dimension, type: text, hidden: true, definition: "National drug code as the source writes it." }
  - { name: kind, label: Kind, role: dimension, type: text, definition: "Generic, brand or specialty, as the source says." }
  - { name: drug_called, label: Drug and what it is, role: dimension, type: text, hidden: true, definition: "Name of the drug where there is one, else its class or kind, and its code (NDC)." }
  - { name: claimants, label: Members, role: measure, type: integer, unit: members, definition: "Different members with a fill." }
  - { name: scripts, label: Prescriptions, role: measure, type: integer, unit: count, definition: "Fills net of reversals." }
  - { name: adjusted_scripts, label: Adjusted to 30 days, role: measure, type: decimal, scale: 1, unit: count, definition: "A fill of up to 34 days, or of no stated days, counts 1; a longer one its days ÷ 30." }
  - { name: days_supply, label: Days supply, role: measure, type: integer, unit: days, definition: "Days that the fills last." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid, before rebates." }
  - { name: share_of_paid, label: Share of plan paid, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Plan paid of the line ÷ plan paid of all lines." }
  - { name: member_cost, label: Member cost share, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "Deductible, copay and coinsurance." }
  - { name: paid_per_script, label: Plan paid per prescription, role: measure, type: decimal, scale: 2, unit: usd_each, direction: up-is-worse, definition: "Plan paid ÷ prescriptions." }
  - { name: paid_per_day, label: Plan paid per day, role: measure, type: decimal, scale: 2, unit: usd_each, direction: up-is-worse, definition: "Plan paid ÷ days supply." }
  - { name: before, label: A year before, role: measure, type: decimal, scale: 2, unit: usd, people: claimants_before, definition: "Plan paid in the same months a year before. Not given where the data does not reach back." }
  - { name: change, label: Change, role: measure, type: decimal, scale: 2, unit: usd, administration: true, direction: up-is-worse, definition: "Plan paid less that of a year before." }
  - { name: paid_listed, label: Plan paid on a drug, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, administration: true, definition: "Plan paid of a line that is one drug." }
  - { name: drugs, label: Drugs, role: measure, type: integer, unit: count, hidden: true, definition: "Drug codes of the line." }
people: claimants_behind
figures: [drugs, scripts, paid, paid_per_script]
chart: { type: bar, x: drug_called, y: [paid], title: Plan paid by drug }
drill: { report: claim-lines, set: { drug: ndc } }
answer: "The plan paid {totals.paid} for {totals.scripts} {totals.scripts|plural:prescription,prescriptions} in {period}[[, of {totals.drugs} drug {totals.drugs|plural:code,codes}]][[; it paid the most, {topvalue.drug.paid_listed}, for {top.drug_called.paid_listed}]]."
footnotes:
  - "Outside plan administration drugs for addiction are among the others (42 CFR Part 2); they are known where a file of drug classes was dropped in."
  - "The drugs for which the plan paid the most are listed, 50 unless another number is asked for; 'All other drugs' is the rest of them. Before rebates."
  - "A drug that was filled a year before and is no longer has a line too, or is among the others. 'Not given' are fills without a drug code. Fills of members for whom no enrollment was found are counted."
companions: [drug-classes, pharmacy, watch-list]
*/
with code as (
  select
    use.*,
    ($drug is null or list_contains($drug, use.ndc))
    and ($service is null or list_contains($service, use.kind))
    and (
      $drug_class is null
      or list_contains($drug_class, coalesce(drug.class_name, case when use.ndc is null then 'Not given' else 'Not mapped' end))
      or ((select count(*) from marts.drug) = 0 and list_contains($drug_class, use.kind))
    ) as is_chosen
  from (
    select
      f.ndc,
      cast(f.category_2 as varchar) as kind,
      true as is_now,
      sum(f.scripts) as scripts,
      sum(f.short_scripts) as short_scripts,
      sum(f.long_days) as long_days,
      sum(f.days_supply) as days_supply,
      sum(f.paid) as paid,
      sum(f.member_cost) as member_cost
    from totals_of(drug_month) as f
    where
      basis_month(f) between $from and $to
      and in_slice(f)
    group by all
    union all
    select
      f.ndc,
      cast(f.category_2 as varchar),
      false,
      null,
      null,
      null,
      null,
      sum(f.paid),
      null
    from totals_of(drug_month) as f
    where
      basis_month(f) between $from - interval 12 month and $to - interval 12 month
      and in_slice(f)
    group by all
  ) as use
  left join marts.drug using (ndc)
),

ranked as (
  select
    ndc,
    max(kind) as kind,
    row_number() over (
      order by
        coalesce(sum(paid) filter (where is_now), 0) desc,
        count(*) filter (where is_now) desc,
        ndc
    ) as place
  from code
  where is_chosen
  group by ndc
),

placed as (
  select
    coalesce(ndc, '') as ndc_key,
    ndc,
    kind,
    case
      when starts_with(drug.class_code, 'N07B') and not for_administration() then 0
      when place <= coalesce(try_cast($top as integer), 50) then place
      else 0
    end as place
  from ranked
  left join marts.drug using (ndc)
),

summed as (
  select
    case grouping(placed.place) when 1 then 'total' else 'row' end as line,
    placed.place,
    min(placed.ndc) as ndc,
    min(placed.kind) as kind,
    count(distinct placed.ndc_key) filter (where code.is_now) as drugs,
    coalesce(sum(code.scripts), 0) as scripts,
    coalesce(sum(code.short_scripts), 0) as short_scripts,
    coalesce(sum(code.long_days), 0) as long_days,
    nullif(sum(code.days_supply), 0) as days_supply,
    sum(code.paid) filter (where code.is_now) as paid,
    sum(code.member_cost) as member_cost,
    sum(code.paid) filter (where not code.is_now) as before
  from code
  join placed
    on placed.ndc_key = coalesce(code.ndc, '')
  where code.is_chosen
  group by grouping sets ((placed.place), ())
),

taker as (
  select distinct
    coalesce(f.ndc, '') as ndc_key,
    f.person_key
  from marts.fill as f
  where
    basis_month(f) between $from and $to
    and in_slice(f)
    and ($service is null or list_contains($service, cast(f.category_2 as varchar)))
),

claimant as (
  select
    case grouping(placed.place) when 1 then 'total' else 'row' end as line,
    placed.place,
    count(distinct taker.person_key) as claimants
  from taker
  join placed using (ndc_key)
  group by grouping sets ((placed.place), ())
),

claimant_before as (
  select
    case grouping(placed.place) when 1 then 'total' else 'row' end as line,
    placed.place,
    people_behind(f) as claimants
  from totals_of(drug_month) as f
  join placed
    on placed.ndc_key = coalesce(f.ndc, '')
  where
    basis_month(f) between $from - interval 12 month and $to - interval 12 month
    and in_slice(f)
  group by grouping sets ((placed.place), ())
),

whole as (
  select paid as all_paid
  from summed
  where line = 'total'
)

select
  summed.line,
  case
    when summed.line = 'total' then null
    when summed.place = 0 then 'All other drugs'
    when summed.ndc is null then 'Not given'
    else concat_ws(' · ', drug.name, summed.ndc)
  end as drug,
  case
    when summed.line = 'total' then null
    when summed.place = 0 then 'All other drugs'
    when summed.ndc is null then 'Not given'
    else concat_ws(' · ', coalesce(drug.name, drug.class_name, summed.kind), summed.ndc)
  end as drug_called,
  case when summed.place > 0 then summed.ndc end as ndc,
  case when summed.place > 0 then summed.kind end as kind,
  coalesce(claimant.claimants, 0) as claimants,
  summed.scripts,
  round(cast((summed.short_scripts * 30 + summed.long_days) / 30 as decimal(38, 10)), 1) as adjusted_scripts,
  summed.days_supply,
  coalesce(summed.paid, 0) as paid,
  round(cast(coalesce(summed.paid, 0) / nullif(whole.all_paid, 0) as decimal(38, 10)), 4) as share_of_paid,
  summed.member_cost,
  round(cast(summed.paid / nullif(summed.scripts, 0) as decimal(38, 10)), 2) as paid_per_script,
  round(cast(summed.paid / nullif(summed.days_supply, 0) as decimal(38, 10)), 2) as paid_per_day,
  case when data_span.first_service_month <= $from - interval 12 month then coalesce(summed.before, 0) end as before,
  case
    when data_span.first_service_month <= $from - interval 12 month then coalesce(summed.paid, 0) - coalesce(summed.before, 0)
  end as change,
  case when summed.line = 'row' and summed.place > 0 then summed.paid end as paid_listed,
  summed.drugs,
  coalesce(claimant.claimants, 0) as claimants_behind,
  coalesce(claimant_before.claimants, 0) as claimants_before
from summed
cross join whole
cross join marts.data_span
left join claimant
  on claimant.line = summed.line
  and claimant.place is not distinct from summed.place
left join claimant_before
  on claimant_before.line = summed.line
  and claimant_before.place is not distinct from summed.place
left join marts.drug
  on drug.ndc = summed.ndc
  and summed.place > 0
where summed.line = 'row' or claimant.claimants > 0
order by
  summed.line,
  summed.place = 0,
  summed.place
