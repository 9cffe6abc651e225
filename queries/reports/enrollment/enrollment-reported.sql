/*
title: Members as reported and as they stand
family: enrollment
question: How much of enrollment is told late, and how much is taken back?
order: 36
parameters: [period, profile, as_of]
needs: [enrollment]
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

-- First and last month of each statement, and of the time in which the files said so, as numbers of months.
statement as (
  select
    person_key,
    stands,
    covered_from,
    covered_to,
    case
      when known_from is null then covered_from
      when not is_void then greatest(covered_from, year(known_from) * 12 + month(known_from) - 1)
    end as reported_from,
    case
      when known_from is not null and known_until is not null
        then least(covered_to, year(known_until) * 12 + month(known_until) - 2)
      else covered_to
    end as reported_to
  from (
    select
      person_key,
      stands,
      known_from,
      known_until,
      coalesce(lower(enrollment_status) = 'void', false) as is_void,
      greatest(
        year(enrollment_start_date) * 12 + month(enrollment_start_date),
        year($from) * 12 + month($from)
      ) - 1 as covered_from,
      least(
        year(coalesce(coverage_end_date, last_member_month)) * 12 + month(coalesce(coverage_end_date, last_member_month)),
        year($to) * 12 + month($to)
      ) - 1 as covered_to
    from core.eligibility_statement
    cross join marts.data_span
    where
      benefit_mask & 3 <> 0
      and enrollment_start_date <= least(coalesce(coverage_end_date, last_day(last_member_month)), last_day($to))
      and coalesce(coverage_end_date, last_member_month) >= $from
  )
),

-- Months of a person, as the bits of blocks of 64.
block as (
  select
    unnest(generate_series(covered_from >> 6, covered_to >> 6)) as block,
    *
  from statement
),

person_block as (
  select
    person_key,
    block,
    coalesce(bit_or(
      (18446744073709551615::ubigint >> cast(63 - (least(reported_to, block * 64 + 63) - greatest(reported_from, block * 64)) as ubigint))
      << cast(greatest(reported_from, block * 64) - block * 64 as ubigint)
    ) filter (where least(reported_to, block * 64 + 63) >= greatest(reported_from, block * 64) and reported_from is not null), 0) as reported,
    coalesce(bit_or(
      (18446744073709551615::ubigint >> cast(63 - (least(covered_to, block * 64 + 63) - greatest(covered_from, block * 64)) as ubigint))
      << cast(greatest(covered_from, block * 64) - block * 64 as ubigint)
    ) filter (where stands), 0) as covered
  from block
  group by
    person_key,
    block
),

person_month as (
  select
    people,
    make_date((block * 64 + bit) // 12, (block * 64 + bit) % 12 + 1, 1) as month,
    (reported >> cast(bit as ubigint)) & 1 = 1 as was_reported,
    (covered >> cast(bit as ubigint)) & 1 = 1 as is_covered
  from (
    select
      block,
      reported,
      covered,
      count(*) as people,
      unnest(range(64)) as bit
    from person_block
    group by
      block,
      reported,
      covered
  )
),

counted as (
  select
    case grouping(person_month.month) when 1 then 'total' else 'row' end as line,
    person_month.month,
    cast(coalesce(sum(people) filter (where was_reported), 0) as bigint) as reported,
    cast(coalesce(sum(people) filter (where is_covered and not was_reported), 0) as bigint) as added_since,
    cast(coalesce(sum(people) filter (where was_reported and not is_covered), 0) as bigint) as taken_back,
    cast(coalesce(sum(people) filter (where is_covered), 0) as bigint) as standing
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
