/*
title: Chronic conditions
family: conditions
question: Which chronic conditions do members have, and what do those members cost?
order: 10
own:
  condition: { label: Condition, type: list }
needs: [medical, enrollment]
columns:
  - { name: condition, label: Condition, role: dimension, type: text, definition: "Found in claims by the rules of CMS's Chronic Conditions Warehouse: one hospital stay with the diagnosis in any place, or two other services with it on different days, within the look-back of 12, 24 or 36 months that ends with the month. One day is enough for a stroke. Laboratory, imaging, transport and equipment do not count: they tell what was looked for." }
  - { name: condition_group, label: Group, role: dimension, type: text, definition: "Part of the body or kind of illness." }
  - { name: filter_value, label: Value of the filter, role: dimension, type: text, hidden: true, definition: "What the filter and the drill call it." }
  - { name: members, label: Members with it, role: measure, type: integer, unit: members, definition: "Different members covered in the period who had it in some month of the period. A member with several conditions stands on several rows." }
  - { name: per_1000, label: "Per 1,000 members", role: measure, type: decimal, scale: 1, unit: per_1000, definition: "Members with it × 1,000 ÷ different members covered in the period." }
  - { name: per_1000_observed, label: "Per 1,000 covered throughout", role: measure, type: decimal, scale: 1, unit: per_1000, people: observed_members, definition: "The same among members covered in every month of the look-back: of those who joined later a condition may not have been seen yet." }
  - { name: new_members, label: Newly found, role: measure, type: integer, unit: members, people: new_members, definition: "Members with it in whom it was found for the first time in the period, after at least 12 months of coverage without it." }
  - { name: allowed, label: Allowed of these members, role: measure, type: decimal, scale: 2, unit: usd, people: claimants, direction: up-is-worse, definition: "All that was allowed for these members in the period, whatever for." }
  - { name: paid, label: Plan paid for these members, role: measure, type: decimal, scale: 2, unit: usd, people: claimants, direction: up-is-worse, definition: "All that the plan paid for these members in the period, whatever for; not the cost of the condition alone. Rows do not add up: a member with several conditions stands on several." }
  - { name: share_of_paid, label: Share of plan paid, role: measure, type: decimal, scale: 4, unit: ratio, people: claimants, definition: "Plan paid for these members ÷ plan paid for all. Shares overlap." }
  - { name: paid_pmpm, label: Plan paid PMPM with it, role: measure, type: decimal, scale: 2, unit: usd_pmpm, people: claimants, direction: up-is-worse, definition: "Plan paid for these members ÷ their member months." }
  - { name: paid_pmpm_without, label: Plan paid PMPM without it, role: measure, type: decimal, scale: 2, unit: usd_pmpm, people: claimants, definition: "Plan paid for all other members ÷ their member months." }
  - { name: pmpm_ratio, label: Times as much, role: measure, type: decimal, scale: 2, unit: count, people: claimants, definition: "PMPM with it ÷ PMPM without it. Members with a condition are also older and have other conditions; this is no effect of it." }
people: members
figures: [members, per_1000, paid, paid_pmpm]
chart: { type: bar, x: condition, y: [per_1000], title: "Members with each condition, per 1,000" }
drill: { report: encounters, set: { condition: filter_value } }
answer: "[[Of every 1,000 members {totals.per_1000} have a chronic condition; they account for {totals.share_of_paid} of what the plan paid in {period}. ]][[The most frequent condition is {top.condition.members}, with {topvalue.condition.per_1000} of every 1,000 members.]]"
footnotes:
  - "Rows overlap and do not add up. The total counts each member once: everyone with at least one of these conditions."
  - "Conditions come from diagnoses on claims. A member who is not treated, or whose treatment is paid by another plan, is not found; neither is a condition that shows in drugs alone."
  - "Outside plan administration mental health and substance use are one row, Behavioral health (42 CFR Part 2)."
  - "Spend for which no enrollment was found belongs to no member and is in no row; it is in the plan paid for all."
companions: [cost-by-condition-count]
*/
with member as (
  select
    m.person_key,
    sum(m.member_months) as member_months
  from marts.member_month as m
  where
    m.month between $from and $to
    and in_member_slice(m)
  group by m.person_key
  having sum(m.member_months) > 0
),

spend as (
  select
    c.person_key,
    c.enrolled,
    sum(c.allowed) as allowed,
    sum(c.paid) as paid
  from marts.cost_month as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
  group by
    c.person_key,
    c.enrolled
),

-- Members covered without a gap through each look-back that ends with the period.
observed as (
  select
    coverage.person_key,
    bool_or(coverage.first_day < $to - interval 10 month) as months_12,
    bool_or(coverage.first_day < $to - interval 22 month) as months_24,
    bool_or(coverage.first_day < $to - interval 34 month) as months_36
  from marts.medical_coverage as coverage
  semi join member
    on member.person_key = coverage.person_key
  where coverage.last_day >= $to
  group by coverage.person_key
),

held as (
  select
    member_condition.person_key,
    case when condition.is_behavioral and not for_administration() then 'Behavioral health' else condition.label end as condition,
    case when condition.is_behavioral and not for_administration() then 'Behavioral health' else condition.condition_group end
      as condition_group,
    case when condition.is_behavioral and not for_administration() then 'behavioral' else condition.condition end as filter_value,
    min(condition.condition_order) as condition_order,
    max(condition.look_back_months) as look_back_months,
    bool_or(
      member_condition.first_found_month between $from and $to
      and member_condition.was_observed
    ) as is_new
  from marts.member_condition
  join marts.condition using (condition_order)
  where
    member_condition.first_month <= $to
    and member_condition.last_month >= $from
  group by all
),

member_held as (
  select
    held.*,
    member.member_months,
    spend.allowed,
    spend.paid,
    case held.look_back_months
      when 12 then observed.months_12
      when 24 then observed.months_24
      else observed.months_36
    end as is_observed
  from held
  join member using (person_key)
  left join spend
    on spend.person_key = held.person_key
    and spend.enrolled
  left join observed
    on observed.person_key = held.person_key
  where
    $condition is null
    or list_contains($condition, held.filter_value)
),

rows as (
  select
    'row' as line,
    condition,
    condition_group,
    filter_value,
    min(condition_order) as condition_order,
    max(look_back_months) as look_back_months,
    count(*) as members,
    count_if(is_observed) as observed_members,
    count_if(is_new) as new_members,
    count_if(allowed <> 0 or paid <> 0) as claimants,
    sum(member_months) as member_months,
    sum(allowed) as allowed,
    sum(paid) as paid
  from member_held
  group by
    condition,
    condition_group,
    filter_value
),

total as (
  select
    'total' as line,
    cast(null as varchar) as condition,
    cast(null as varchar) as condition_group,
    cast(null as varchar) as filter_value,
    cast(null as smallint) as condition_order,
    12 as look_back_months,
    count(*) as members,
    count_if(is_observed) as observed_members,
    count_if(is_new) as new_members,
    count_if(allowed <> 0 or paid <> 0) as claimants,
    sum(member_months) as member_months,
    sum(allowed) as allowed,
    sum(paid) as paid
  from (
    select
      person_key,
      bool_or(is_observed) as is_observed,
      bool_or(is_new) as is_new,
      max(member_months) as member_months,
      max(allowed) as allowed,
      max(paid) as paid
    from member_held
    group by person_key
  )
),

whole as (
  select
    count(*) as members,
    sum(member_months) as member_months
  from member
),

whole_spend as (
  select
    sum(paid) as paid,
    sum(paid) filter (where spend.enrolled and member.person_key is not null) as paid_of_members
  from spend
  left join member using (person_key)
),

whole_observed as (
  select
    count_if(months_12) as months_12,
    count_if(months_24) as months_24,
    count_if(months_36) as months_36
  from observed
),

divided as (
  select
    line.*,
    round(cast(line.paid / nullif(line.member_months, 0) as decimal(38, 10)), 2) as paid_pmpm,
    round(cast(
      (coalesce(whole_spend.paid_of_members, 0) - coalesce(line.paid, 0))
        / nullif(whole.member_months - line.member_months, 0) as decimal(38, 10)
    ), 2) as paid_pmpm_without,
    round(cast(line.members * 1000 / nullif(whole.members, 0) as decimal(38, 10)), 1) as per_1000,
    round(cast(line.observed_members * 1000 / nullif(case line.look_back_months
      when 12 then whole_observed.months_12
      when 24 then whole_observed.months_24
      else whole_observed.months_36
    end, 0) as decimal(38, 10)), 1) as per_1000_observed,
    round(cast(line.paid / nullif(whole_spend.paid, 0) as decimal(38, 10)), 4) as share_of_paid
  from (from rows union all by name from total) as line
  cross join whole
  cross join whole_spend
  cross join whole_observed
)

select
  line,
  condition,
  condition_group,
  filter_value,
  members,
  per_1000,
  case line when 'row' then per_1000_observed end as per_1000_observed,
  new_members,
  allowed,
  paid,
  share_of_paid,
  paid_pmpm,
  paid_pmpm_without,
  round(cast(paid_pmpm / nullif(paid_pmpm_without, 0) as decimal(38, 10)), 2) as pmpm_ratio,
  observed_members,
  claimants
from divided
order by
  line,
  members desc,
  condition_order
