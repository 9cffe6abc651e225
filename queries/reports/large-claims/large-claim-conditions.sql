/*
title: Large claims by condition
family: large-claims
question: Which conditions stand behind the large claims?
order: 40
own:
  threshold: { label: "Threshold, in dollars (100000)", type: number, least: 1, most: 1000000000 }
needs: [claims]
columns:
  - { name: condition, label: Main condition, role: dimension, type: text, definition: "Group of diagnoses on whose lines the plan paid the most for the member in the period, by the first diagnosis of a line; 'Condition not known (drugs only)' where it paid more on fills, which name no diagnosis, than on any group." }
  - { name: claimants, label: Members, role: measure, type: integer, unit: members, definition: "Members for whom the plan paid the threshold or more in the period, each once." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "All that the plan paid for these members in the period, medical and pharmacy together." }
  - { name: share_of_paid, label: Share of large claims, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Plan paid of the line ÷ plan paid for all members over the threshold." }
  - { name: paid_each, label: Plan paid per member, role: measure, type: decimal, scale: 2, unit: usd_each, definition: "Plan paid ÷ members." }
  - { name: paid_main, label: on the main condition, role: measure, type: decimal, scale: 2, unit: usd, administration: true, definition: "The part of it that was paid on lines of the main condition itself." }
  - { name: excess, label: Above the threshold, role: measure, type: decimal, scale: 2, unit: usd, administration: true, definition: "What was paid for these members above the threshold." }
people: claimants_behind
figures: [claimants, paid, paid_each]
chart: { type: bar, x: condition, y: [paid], title: Plan paid for members over the threshold }
answer: "For {totals.claimants} {totals.claimants|plural:member,members} over the threshold the plan paid {totals.paid} in {period}[[; by main condition the largest part is {top.condition.paid}, {topvalue.condition.paid}]]."
footnotes:
  - "The threshold is $100,000 of plan paid in the period unless another is asked for. Each member stands on one line, with all dollars of the period."
  - "Groups of diagnoses are the chapters of ICD-10-CM in our own words, or the categories that the plan dropped in. 'No diagnosis given' are lines without one. Outside plan administration mental health and substance use are one group."
companions: [large-claimants, stop-loss]
*/
with person as (
  select
    c.person_key,
    sum(c.paid) as paid,
    sum(c.paid) filter (where c.benefit = 'pharmacy') as pharmacy_paid
  from marts.cost_month as c
  -- Most people cost too little whatever is asked.
  semi join (
    select person_key
    from marts.person_paid
    where paid_most >= try_cast(coalesce($threshold, '100000') as decimal(18, 2))
  ) as dear
    on dear.person_key = c.person_key
  where
    basis_month(c) between $from and $to
    and in_slice(c)
  group by c.person_key
  having sum(c.paid) >= try_cast(coalesce($threshold, '100000') as decimal(18, 2))
),

coded as (
  select
    line.person_key,
    line.diagnosis_code,
    sum(line.paid) as paid
  from marts.service_line as line
  semi join person using (person_key)
  where basis_month(line) between $from and $to
  group by
    line.person_key,
    line.diagnosis_code
),

part as (
  select
    line.person_key,
    coalesce(
      case
        when line.diagnosis_code is null then 'No diagnosis given'
        when diagnosis.is_behavioral and not for_administration() then 'Mental health and substance use'
      end,
      diagnosis.diagnosis_group,
      '(not mapped)'
    ) as condition,
    sum(line.paid) as paid
  from coded as line
  left join marts.diagnosis
    on diagnosis.diagnosis_code = cast(line.diagnosis_code as varchar)
  group by all
  union all
  select
    person_key,
    'Condition not known (drugs only)',
    pharmacy_paid
  from person
  where pharmacy_paid is not null
),

main as (
  select
    person_key,
    arg_max(condition, (paid, condition)) as condition,
    max(paid) as paid_main
  from part
  where paid is not null
  group by person_key
),

summed as (
  select
    case grouping(coalesce(main.condition, 'No diagnosis given')) when 1 then 'total' else 'row' end as line,
    coalesce(main.condition, 'No diagnosis given') as condition,
    count(*) as claimants,
    sum(person.paid) as paid,
    sum(main.paid_main) as paid_main,
    sum(person.paid - try_cast(coalesce($threshold, '100000') as decimal(18, 2))) as excess
  from person
  left join main using (person_key)
  group by grouping sets ((coalesce(main.condition, 'No diagnosis given')), ())
),

whole as (
  select paid as all_paid
  from summed
  where line = 'total'
)

select
  summed.line,
  summed.condition,
  summed.claimants,
  summed.paid,
  round(cast(summed.paid / nullif(whole.all_paid, 0) as decimal(38, 10)), 4) as share_of_paid,
  round(cast(summed.paid / nullif(summed.claimants, 0) as decimal(38, 10)), 2) as paid_each,
  summed.paid_main,
  summed.excess,
  summed.claimants as claimants_behind
from summed
cross join whole
where summed.line = 'row' or summed.claimants > 0
order by
  summed.line,
  summed.paid desc,
  summed.condition
