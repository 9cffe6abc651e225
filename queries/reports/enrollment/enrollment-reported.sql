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
with counted as (
  select
    case grouping(month) when 1 then 'total' else 'row' end as line,
    month,
    count_if(was_reported) as reported,
    count_if(is_covered and not was_reported) as added_since,
    count_if(was_reported and not is_covered) as taken_back,
    count_if(is_covered) as standing
  from marts.reported_month
  where
    month between $from and $to
    and was_reported is not null
  group by grouping sets ((month), ())
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
