/*
title: Adherence
family: pharmacy
question: Do members go on taking the drugs that are taken for long?
order: 50
own:
  threshold: { label: "Share of days from which a treatment counts as kept (0.8)", type: number, least: 0.01, most: 1, share: true }
parameters: [period, compare, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, profile, as_of]
needs: [pharmacy]
columns:
  - { name: treatment, label: Drugs, role: dimension, type: text, definition: "Class of drugs where the plan dropped in a file of drug classes; without one generic, brand or specialty, each product a treatment of its own." }
  - { name: members, label: Members, role: measure, type: integer, unit: members, definition: "Different members with a treatment that is measured." }
  - { name: treatments, label: Treatments, role: measure, type: integer, unit: count, definition: "Member and class of drugs, with fills on two or more days of the period and at least 91 days from the first fill to the end." }
  - { name: pdc, label: Days covered, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-better, definition: "Proportion of days covered (PDC): days with the drug in hand ÷ days from the first fill to the end, average of the treatments." }
  - { name: share_adherent, label: Kept, role: measure, type: decimal, scale: 4, unit: ratio, people: kept_or_not, direction: up-is-better, definition: "Treatments with 80% or more of their days covered ÷ treatments." }
  - { name: scripts, label: Prescriptions, role: measure, type: integer, unit: count, definition: "Fills of these treatments." }
  - { name: days_per_script, label: Days per prescription, role: measure, type: decimal, scale: 1, unit: days, definition: "Days supply ÷ prescriptions." }
people: people
figures: [treatments, pdc, share_adherent]
chart: { type: bar, x: treatment, y: [share_adherent], title: Treatments kept }
answer: "Of {totals.treatments} {totals.treatments|plural:treatment that was,treatments that were} measured in {period}, {totals.share_adherent} were kept; on average the members had the drug in hand on {totals.pdc} of the days."
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

fill as not materialized (
  select f.*
  from totals_of(treatment_fill) as f
  where
    f.incurred_month between $from and $to
    and in_slice(f)
),

course as (
  select
    taken.*,
    least(coalesce(covered.last_day, last_day($to)), last_day($to)) + 1 as ends
  from (
    select
      course,
      cast(course >> 20 as integer) as person_key,
      cast(course & 1048575 as integer) as treatment_number,
      arg_min(service_rank, number) as service_rank,
      min(service_date) as first_date,
      max(service_date) as last_date,
      max(number) - min(number) + 1 = count(*) as is_whole,
      count(*) as scripts,
      sum(days_supply) as days_supply,
      -- Where the days of all its fills end: supply adds up, and starts anew where there was a gap.
      max(service_date - (supply - days_supply)) + max(supply) as used_up
    from fill
    group by course
  ) as taken
  left join covered using (person_key)
),

-- Where a fill in the middle is not in question, or one comes after coverage ended, what is left is put in order anew.
piled as (
  select
    *,
    max(service_date - cast(supply - days_supply as integer)) over in_order + cast(supply as integer) as used_up
  from (
    select
      fill.course,
      fill.number,
      fill.service_rank,
      fill.service_date,
      fill.days_supply,
      sum(fill.days_supply) over (
        partition by fill.course
        order by fill.number
        rows between unbounded preceding and current row
      ) as supply
    from fill
    join course using (course)
    where
      not (course.is_whole and course.last_date < course.ends)
      and fill.service_date < course.ends
  )
  window in_order as (
    partition by course
    order by number
    rows between unbounded preceding and current row
  )
),

kept as (
  select
    person_key,
    treatment_number,
    service_rank,
    first_date,
    last_date,
    ends,
    scripts,
    days_supply,
    used_up
  from course
  where
    is_whole
    and last_date < ends
  union all
  select
    course.person_key,
    course.treatment_number,
    arg_min(piled.service_rank, piled.number),
    min(piled.service_date),
    max(piled.service_date),
    course.ends,
    count(*),
    sum(piled.days_supply),
    max(piled.used_up)
  from piled
  join course using (course)
  group by
    course.course,
    course.person_key,
    course.treatment_number,
    course.ends
),

treatment as (
  select
    kept.person_key,
    drug_group.treatment,
    coalesce(drug_group.label, cast(service_category.service as varchar)) as label,
    drug_group.class_order,
    kept.scripts,
    kept.days_supply,
    kept.days_supply - greatest(kept.used_up - kept.ends, 0) as days,
    kept.ends - kept.first_date as days_in_all
  from kept
  join (select distinct treatment_number, treatment, label, class_order from marts.drug_group) as drug_group using (treatment_number)
  join core.service_category using (service_rank)
  where
    kept.last_date > kept.first_date
    and kept.ends - kept.first_date >= 91
),

summed as (
  select
    case grouping(t.label) when 1 then 'total' else 'row' end as line,
    t.label,
    min(t.class_order) as class_order,
    count(distinct t.person_key) as members,
    people_behind(t) as people,
    least(
      nullif(people_behind(t) filter (where t.days >= t.days_in_all * try_cast(coalesce($threshold, '0.8') as decimal(9, 6))), 0),
      nullif(people_behind(t) filter (where t.days < t.days_in_all * try_cast(coalesce($threshold, '0.8') as decimal(9, 6))), 0)
    ) as kept_or_not,
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
  coalesce(people, members) as people,
  coalesce(kept_or_not, 0) as kept_or_not
from summed
where line = 'row' or treatments > 0
order by
  line,
  class_order,
  label
