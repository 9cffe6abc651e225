/*
title: Adherence
family: pharmacy
question: Do members go on taking the drugs that are taken for long?
order: 50
own:
  threshold: { label: "Share of days from which a treatment counts as kept (0.8)", type: number, least: 0.01, most: 1, share: true }
parameters: [period, compare, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, profile, as_of]
columns:
  - { name: treatment, label: Drugs, role: dimension, type: text, definition: "Class of drugs where the plan dropped in a file of drug classes; without one generic, brand or specialty, each product a treatment of its own." }
  - { name: members, label: Members, role: measure, type: integer, unit: members, definition: "Different members with a treatment that is measured." }
  - { name: treatments, label: Treatments, role: measure, type: integer, unit: count, definition: "Member and class of drugs, with fills on two or more days of the period and at least 91 days from the first fill to the end." }
  - { name: pdc, label: Days covered, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-better, definition: "Proportion of days covered (PDC): days with the drug in hand ÷ days from the first fill to the end, average of the treatments." }
  - { name: share_adherent, label: Kept, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-better, definition: "Treatments with 80% or more of their days covered ÷ treatments." }
  - { name: scripts, label: Prescriptions, role: measure, type: integer, unit: count, definition: "Fills of these treatments." }
  - { name: days_per_script, label: Days per prescription, role: measure, type: decimal, scale: 1, unit: days, definition: "Days supply ÷ prescriptions." }
people: people
figures: [treatments, pdc, share_adherent]
chart: { type: bar, x: treatment, y: [share_adherent], title: Treatments kept }
answer: "Of {totals.treatments} treatments that were measured in {period}, {totals.share_adherent} were kept; on average the members had the drug in hand on {totals.pdc} of the days."
footnotes:
  - "Days covered run from the first fill in the period to its end, or to the end of the member's last month of coverage. A fill that comes before the last one is used up begins when that one ends; what lasts beyond the end does not count; what was filled before the period does not either (CMA6 of AdhereR, as the PDC of PQA is)."
  - "Days in hospital are not taken out. Days supply is as the pharmacy gave it; fills without one are left out. Claims that were reversed are not counted."
companions: [drug-classes]
*/
with covered as (
  select
    m.person_key,
    last_day(max(m.month)) as last_day
  from marts.member_month as m
  where
    m.month between $from and $to
    and m.member_months > 0
    and in_member_slice(m)
  group by m.person_key
),

fill as (
  select
    f.person_key,
    drug_group.treatment,
    coalesce(drug_group.label, cast(f.category_2 as varchar)) as label,
    drug_group.class_order,
    f.service_date,
    f.days_supply,
    least(coalesce(covered.last_day, last_day($to)), last_day($to)) + 1 as ends
  from marts.fill as f
  join marts.drug_group using (ndc)
  left join covered using (person_key)
  where
    f.incurred_month between $from and $to
    and f.is_final
    and f.days_supply > 0
    and in_slice(f)
    and f.service_date <= least(coalesce(covered.last_day, last_day($to)), last_day($to))
),

-- Where each fill's days end: supply adds up, and starts anew where there was a gap.
piled as (
  select
    *,
    sum(days_supply) over in_order as supply,
    max(days_before) over in_order as latest_start
  from (
    select
      *,
      (service_date - date '1900-01-01') - coalesce(sum(days_supply) over (
        partition by person_key, treatment
        order by service_date, days_supply, label
        rows between unbounded preceding and 1 preceding
      ), 0) as days_before
    from fill
  )
  window in_order as (
    partition by person_key, treatment
    order by service_date, days_supply, label
    rows between unbounded preceding and current row
  )
),

dated as (
  select
    *,
    least(latest_start + supply, ends - date '1900-01-01') - least(latest_start + supply - days_supply, ends - date '1900-01-01') as days
  from piled
),

treatment as (
  select
    person_key,
    treatment,
    arg_min(label, (service_date, label)) as label,
    min(class_order) as class_order,
    count(*) as scripts,
    sum(days_supply) as days_supply,
    sum(days) as days,
    max(ends) - min(service_date) as days_in_all
  from dated
  group by
    person_key,
    treatment
  having
    count(distinct service_date) >= 2
    and max(ends) - min(service_date) >= 91
),

summed as (
  select
    case grouping(t.label) when 1 then 'total' else 'row' end as line,
    t.label,
    min(t.class_order) as class_order,
    count(distinct t.person_key) as members,
    people_behind(t) as people,
    count(*) as treatments,
    sum(cast(t.days / t.days_in_all as decimal(18, 12))) as pdc,
    count_if(t.days >= t.days_in_all * try_cast(coalesce($threshold, '0.8') as decimal(9, 6))) as adherent,
    sum(t.scripts) as scripts,
    sum(t.days_supply) as days_supply
  from treatment as t
  group by grouping sets ((t.label), ())
)

select
  line,
  label as treatment,
  members,
  treatments,
  round(cast(pdc / nullif(treatments, 0) as decimal(38, 10)), 4) as pdc,
  round(cast(adherent / nullif(treatments, 0) as decimal(38, 10)), 4) as share_adherent,
  scripts,
  round(cast(days_supply / nullif(scripts, 0) as decimal(38, 10)), 1) as days_per_script,
  coalesce(people, members) as people
from summed
where line = 'row' or treatments > 0
order by
  line,
  class_order,
  label
