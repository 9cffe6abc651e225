/*
title: Members as reported and as they stand
family: enrollment
question: How much of enrollment is told late, and how much is taken back?
order: 36
parameters: [period, profile, as_of]
columns:
  - { name: month, label: Month, role: dimension, type: month, definition: "Month of coverage." }
  - { name: reported, label: As reported, role: measure, type: integer, unit: members, definition: "Members by what the files said at the end of the month itself. Not given for months before the first file." }
  - { name: added_since, label: Added since, role: measure, type: integer, unit: members, definition: "Members as it stands whom the files did not have at the end of the month." }
  - { name: taken_back, label: Taken back since, role: measure, type: integer, unit: members, definition: "Members whom the files had at the end of the month and who are none as it stands." }
  - { name: standing, label: As it stands, role: measure, type: integer, unit: members, definition: "As reported + added since − taken back since. Any day of coverage makes a member of the month." }
  - { name: share_restated, label: Restated, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, definition: "(Added since + taken back since) ÷ as reported." }
figures: [reported, added_since, taken_back, standing]
chart: { type: line, x: month, y: [reported, standing], title: Members as reported and as they stand }
answer: "In the months of {period} the files told of {totals.reported} member months at the time; since then {totals.added_since} were added and {totals.taken_back} taken back."
footnotes:
  - "Members with medical or pharmacy coverage; any day of coverage counts as a month, whatever the plan's rule. The total line adds the months up."
  - "Months before the first file are not counted: nobody knows what was said of them at the time."
companions: [enrollment-changes]
*/
with first_file as (
  select date_trunc('month', min(known_from)) as month
  from core.eligibility_statement
),

statement_month as (
  select
    person_key,
    known_from,
    known_until,
    coalesce(lower(enrollment_status) = 'void', false) as is_void,
    stands,
    cast(unnest(generate_series(
      date_trunc('month', greatest(enrollment_start_date, $from)),
      date_trunc('month', least(coalesce(coverage_end_date, last_member_month), last_day($to))),
      interval 1 month
    )) as date) as month
  from core.eligibility_statement
  cross join marts.data_span
  where
    benefit_mask & 3 <> 0
    and enrollment_start_date <= least(coalesce(coverage_end_date, last_day(last_member_month)), last_day($to))
    and coalesce(coverage_end_date, last_member_month) >= $from
),

person_month as (
  select
    person_key,
    month,
    bool_or(
      known_from is null
      or (not is_void and known_from <= last_day(month) and coalesce(known_until > last_day(month), true))
    ) as was_reported,
    bool_or(stands) as is_covered
  from statement_month
  group by
    person_key,
    month
),

counted as (
  select
    case grouping(person_month.month) when 1 then 'total' else 'row' end as line,
    person_month.month,
    count_if(was_reported) as reported,
    count_if(is_covered and not was_reported) as added_since,
    count_if(was_reported and not is_covered) as taken_back,
    count_if(is_covered) as standing
  from person_month
  cross join first_file
  where
    (was_reported or is_covered)
    and (person_month.month >= first_file.month or first_file.month is null)
  group by grouping sets ((person_month.month), ())
)

select
  line,
  month,
  reported,
  added_since,
  taken_back,
  standing,
  round(cast((added_since + taken_back) / nullif(reported, 0) as decimal(38, 10)), 4) as share_restated
from counted
where line = 'row' or standing + reported > 0
order by
  line,
  month
