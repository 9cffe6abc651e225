/*
title: Emergency visits by avoidability
family: quality
question: How many emergency visits could have been cared for elsewhere?
order: 20
needs: [medical]
columns:
  - { name: class, label: Kind of visit, role: dimension, type: text, definition: "Classes of the NYU emergency department algorithm (Billings, with Johnston's 2017 revision for ICD-10), in our own words. A diagnosis belongs to several classes by shares, found by experts who read emergency records." }
  - { name: visits, label: Visits, role: measure, type: decimal, scale: 1, unit: count, definition: "The shares of all visits added up: a visit whose diagnosis is 60% primary care treatable counts 0.6 there. The largest share never takes the whole visit." }
  - { name: share_of_visits, label: Share of visits, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Visits of the line ÷ all visits." }
  - { name: per_1000, label: "Per 1,000 members a year", role: measure, type: decimal, scale: 1, unit: per_1000, definition: "Visits × 12,000 ÷ member months." }
  - { name: people, label: Members, role: measure, type: integer, unit: members, definition: "Different members with a visit that has a share in the class. A member can stand on several lines." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid for the visits, by the same shares; everything billed for the visit." }
  - { name: avoidable_visits, label: Avoidable visits, role: measure, type: decimal, scale: 1, unit: count, hidden: true, definition: "On the total line: the first three classes together." }
  - { name: avoidable_share, label: Share that is avoidable, role: measure, type: decimal, scale: 4, unit: ratio, hidden: true, definition: "Avoidable visits ÷ all visits." }
  - { name: avoidable_paid, label: Plan paid for them, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, definition: "What the plan paid for the first three classes." }
  - { name: whole_visits, label: Visits counted, role: measure, type: integer, unit: count, hidden: true, definition: "On the total line: the number of visits." }
  - { name: visits_without_weights, label: Visits without weights, role: measure, type: integer, unit: count, hidden: true, compare: false, definition: "Visits where no file of weights has been dropped in." }
  - { name: visits_not_classified, label: Visits without a class, role: measure, type: integer, unit: count, hidden: true, compare: false, definition: "Visits whose diagnosis the dropped-in file does not have, or that give none." }
people: people
figures:
  - { row: "Not an emergency", column: share_of_visits, label: "Not an emergency" }
  - { row: "Emergency that primary care could treat", column: share_of_visits, label: "Primary care could treat" }
  - { row: "Emergency that timely care could have prevented", column: share_of_visits, label: "Preventable" }
chart: { type: bar, x: class, y: [share_of_visits], title: "Share of emergency visits that went home, by kind" }
answer: "[[Members made {totals.whole_visits} {totals.whole_visits|plural:visit,visits} to an emergency department in {period} that did not end in an admission. ]][[By their diagnoses {totals.avoidable_share|nonzero} of that could have been cared for elsewhere or prevented, for which the plan paid {totals.avoidable_paid|nonzero}. ]][[None of the {totals.visits_without_weights|nonzero} can be sorted yet: drop in the emergency weights of Johnston and others (2017), a CSV, with planlens reference add FILE. ]]The largest kind, with {topvalue.class.share_of_visits} of the visits of {period}, is: {top.class.share_of_visits}."
footnotes:
  - "[[The weights are not part of Planlens, so all {totals.visits_without_weights|nonzero} visits stand in the row Not classified. Drop them in: a CSV with the columns icd10, noner, epct, edcnpa, edcnnpa, injury, psych, alcohol and drug (Johnston and others, 2017), by planlens reference add FILE.]]"
  - "[[{totals.visits_not_classified|nonzero} visits have a diagnosis that the weights do not know; they stand in the row Not classified.]]"
  - "Kinds need weights by diagnosis, which are not part of Planlens; while none are dropped in, all visits are Not classified."
  - "Visits that ended in an admission are left out, as the algorithm has it. It says what a diagnosis found afterwards tells about many visits, not whether a member was right to come: it is no tool to judge one visit or to deny one."
  - "Outside plan administration mental health, alcohol and drugs are one line (42 CFR Part 2)."
*/
with visit as (
  select
    c.person_key,
    cast(c.diagnosis_code as varchar) as diagnosis_code,
    c.paid
  from marts.encounter as c
  where
    c.kind = 'emergency visit'
    and not coalesce(c.ended_in_admission, false)
    and c.incurred_month between $from and $to
    and in_slice(c)
),

-- Of one diagnosis the shares are all alike; the cents that rounding leaves go to the last of its classes.
code as (
  select
    diagnosis_code,
    count(*) as visits,
    coalesce(sum(paid), 0) as paid
  from visit
  group by diagnosis_code
),

weighted as (
  select
    code.diagnosis_code,
    weight.class_order,
    weight.class,
    weight.weight,
    code.visits,
    code.paid
  from code
  join marts.emergency_weight as weight
    on weight.diagnosis_code = code.diagnosis_code
  union all
  select
    code.diagnosis_code,
    9,
    'Not classified',
    1 - coalesce(sum(weight.weight), 0),
    code.visits,
    code.paid
  from code
  left join marts.emergency_weight as weight
    on weight.diagnosis_code is not distinct from code.diagnosis_code
  group by
    code.diagnosis_code,
    code.visits,
    code.paid
  having coalesce(sum(weight.weight), 0) < 1
),

parted as (
  select
    * exclude (paid),
    case
      when row_number() over (partition by diagnosis_code order by class_order desc) = 1
        then paid - coalesce(sum(cast(round(paid * weight, 2) as decimal(18, 2))) over (
          partition by diagnosis_code
          order by class_order
          rows between unbounded preceding and 1 preceding
        ), 0)
      else cast(round(paid * weight, 2) as decimal(18, 2))
    end as paid
  from weighted
),

rolled as (
  select
    * exclude (class, class_order),
    case when class_order in (6, 7, 8) and not for_administration() then 'Mental health, alcohol and drugs' else class end as class,
    case when class_order in (7, 8) and not for_administration() then 6 else class_order end as class_order
  from parted
),

summed as (
  select
    'row' as line,
    class,
    class_order,
    sum(visits * weight) as visits,
    sum(paid) as paid
  from rolled
  group by
    class,
    class_order
  union all
  select
    'total',
    null,
    null,
    coalesce(sum(visits), 0),
    coalesce(sum(paid), 0)
  from code
),

people as (
  select
    case grouping(class) when 1 then 'total' else 'row' end as line,
    class,
    count(distinct person_key) as people
  from visit
  join rolled
    on rolled.diagnosis_code is not distinct from visit.diagnosis_code
  group by grouping sets ((class), ())
),

avoidable as (
  select
    sum(visits * weight) as visits,
    sum(paid) as paid
  from parted
  where class_order <= 3
),

given as (
  select count(*) > 0 as has_weights
  from marts.code_set
  where kind = 'emergency-weights'
),

unsorted as (
  select sum(visits) as visits
  from weighted
  where
    class_order = 9
    and weight = 1
),

member as (
  select sum(m.member_months) as member_months
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and in_member_slice(m)
)

select
  summed.line,
  summed.class,
  cast(round(summed.visits, 1) as decimal(18, 1)) as visits,
  round(cast(summed.visits / nullif(max(summed.visits) filter (where summed.line = 'total') over (), 0) as decimal(38, 10)), 4)
    as share_of_visits,
  round(cast(summed.visits * 12000 / nullif(member.member_months, 0) as decimal(38, 10)), 1) as per_1000,
  coalesce(people.people, 0) as people,
  summed.paid,
  case summed.line when 'total' then cast(round(coalesce(avoidable.visits, 0), 1) as decimal(18, 1)) end as avoidable_visits,
  case summed.line when 'total' then round(cast(coalesce(avoidable.visits, 0) / nullif(summed.visits, 0) as decimal(38, 10)), 4) end
    as avoidable_share,
  case summed.line when 'total' then coalesce(avoidable.paid, 0) end as avoidable_paid,
  case summed.line when 'total' then cast(summed.visits as bigint) end as whole_visits,
  case when summed.line = 'total' and not given.has_weights then cast(summed.visits as bigint) else 0 end as visits_without_weights,
  case when summed.line = 'total' and given.has_weights then coalesce(unsorted.visits, 0) else 0 end as visits_not_classified
from summed
left join people
  on people.line = summed.line
  and people.class is not distinct from summed.class
cross join avoidable
cross join given
cross join unsorted
cross join member
order by
  summed.line,
  summed.class_order
