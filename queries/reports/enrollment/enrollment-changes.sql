/*
title: Enrollment changes
family: enrollment
question: Who came, who left, and how much of it was reported late?
order: 35
parameters: [period, compare, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, profile, as_of]
needs: [enrollment]
columns:
  - { name: month, label: Month, role: dimension, type: month, definition: "Month of coverage." }
  - { name: opening, label: Members before, role: measure, type: integer, unit: members, definition: "Members of the month before; on the total line of the month before the period." }
  - { name: added, label: Added during the period, role: measure, type: integer, unit: members, administration: true, definition: "Members of this month who were none in the month before." }
  - { name: added_late, label: of them late, role: measure, type: integer, unit: members, administration: true, definition: "Added members whose coverage of the month no file of that month or before had told. Not given where rows do not carry the date of their file." }
  - { name: ended, label: Ended during the period, role: measure, type: integer, unit: members, administration: true, definition: "Members of the month before who are none in this month." }
  - { name: ended_late, label: of them late, role: measure, type: integer, unit: members, administration: true, definition: "Ended members whose coverage the files still had at the end of their last month. Not given where rows do not carry the date of their file." }
  - { name: closing, label: Members, role: measure, type: integer, unit: members, definition: "Members before + added − ended." }
  - { name: days_late_added, label: "Days late, added", role: measure, type: decimal, scale: 1, unit: days, administration: true, direction: up-is-worse, definition: "Average days from the first day of coverage to the date of the first file that tells of it, of those added late." }
  - { name: days_late_ended, label: "Days late, ended", role: measure, type: decimal, scale: 1, unit: days, administration: true, direction: up-is-worse, definition: "Average days from the last day of coverage to the date of the file that ended it, of those ended late." }
people: people
figures: [opening, added, ended, closing]
chart: { type: line, x: month, y: [closing], title: Members by month }
answer: "{period} began with {totals.opening} {totals.opening|plural:member,members} and ended with {totals.closing}[[: {totals.added} {totals.added|plural:was,were} added and {totals.ended} ended during it]][[. {totals.added_late} of those added and {totals.ended_late} of those ended were reported late]]."
footnotes:
  - "As enrollment stands now, with medical or pharmacy coverage unless another benefit is chosen. Filters hold in each month, so who moves out of what is filtered has ended there, though never late; a change of plan or tier is no end where nothing is filtered."
  - "Late is what the files of the month itself did not yet say. A member who left and came back is counted each time, unlike in Moves between plans, which compares two dates. Months after the last service are left out: nobody is known to have left in them."
  - "What the files said at the time, and what was added and taken back since, is in the report Members as reported."
companions: [enrollment, enrollment-reported]
*/
-- Members of a month, as the bits of blocks of 64 people.
with member as (
  select
    m.month,
    cast(m.person_key >> 6 as integer) as block,
    bit_or(1::ubigint << cast(m.person_key & 63 as ubigint)) as bits
  from marts.member_month as m
  where
    m.month between $from - interval 1 month and $to
    and m.member_months > 0
    and in_member_slice(m)
  group by all
),

compared as (
  select
    coalesce(this_month.month, cast(month_before.month + interval 1 month as date)) as month,
    coalesce(this_month.block, month_before.block) as block,
    coalesce(bit_count(this_month.bits), 0) as members,
    coalesce(bit_count(month_before.bits), 0) as members_before,
    coalesce(this_month.bits, 0) & ~coalesce(month_before.bits, 0) as added,
    coalesce(month_before.bits, 0) & ~coalesce(this_month.bits, 0) as ended
  from member as this_month
  full join member as month_before
    on month_before.block = this_month.block
    and month_before.month = this_month.month - interval 1 month
),

-- The first month of the data has no month before it, and a span without an end stops where the services stop: after
-- them nobody is known to have left.
rolled as (
  select
    compared.month,
    compared.block,
    compared.members,
    case when compared.month > data_span.first_member_month then compared.members_before end as members_before,
    case when compared.month > data_span.first_member_month then compared.added else 0::ubigint end as added,
    compared.ended
  from compared
  cross join marts.data_span
  where
    compared.month between $from and $to
    and compared.month <= date_trunc('month', coalesce(data_span.last_service_date, compared.month))
),

changed as (
  select
    month,
    'added' as kind,
    block * 64 + bit as person_key
  from (select month, block, added, unnest(range(64)) as bit from rolled where added <> 0)
  where added & (1::ubigint << cast(bit as ubigint)) <> 0
  union all
  select
    month,
    'ended',
    block * 64 + bit
  from (select month, block, ended, unnest(range(64)) as bit from rolled where ended <> 0)
  where ended & (1::ubigint << cast(bit as ubigint)) <> 0
),

-- Of an added person, the first file that told of the month. Of one who ended, the file that took back what had been
-- told of the month; nothing where the end was told from the start.
notice as (
  select
    changed.month,
    changed.kind,
    changed.person_key,
    min(told.known_from) filter (where told.covers and not told.is_void) as first_told,
    greatest(min(told.first_day) filter (where told.covers and told.stands), changed.month) as first_day,
    max(told.known_until) filter (where told.covers and not told.is_void) as taken_back,
    bool_or(told.covers and told.stands) as is_covered,
    max(least(told.last_day, changed.month - 1)) filter (where told.stands and told.first_day < changed.month) as last_day
  from changed
  join (
    select
      changed.month,
      statement.person_key,
      statement.enrollment_start_date as first_day,
      statement.coverage_end_date as last_day,
      statement.known_from,
      statement.known_until,
      statement.stands,
      coalesce(lower(statement.enrollment_status) = 'void', false) as is_void,
      statement.enrollment_start_date <= last_day(changed.month)
      and coalesce(statement.coverage_end_date >= changed.month, true) as covers
    from changed
    join core.eligibility_statement as statement using (person_key)
    where statement.benefit_mask & $slice_benefit_mask <> 0
  ) as told using (person_key, month)
  group by
    changed.month,
    changed.kind,
    changed.person_key
),

late as (
  select
    month,
    kind,
    case kind
      when 'added' then first_told > last_day(month)
      else coalesce(not is_covered and taken_back > last_day(cast(month - interval 1 month as date)), false)
    end as is_late,
    case kind when 'added' then first_told - first_day else taken_back - last_day end as days
  from notice
),

dated as (
  select count(known_from) > 0 as is_dated
  from core.eligibility_statement
),

counted as (
  select
    case grouping(month) when 1 then 'total' else 'row' end as line,
    month,
    count_if(kind = 'added' and is_late) as added_late,
    count_if(kind = 'ended' and is_late) as ended_late,
    sum(days) filter (where kind = 'added' and is_late) as added_days,
    sum(days) filter (where kind = 'ended' and is_late) as ended_days
  from late
  group by grouping sets ((month), ())
),

month_total as (
  select
    month,
    sum(members) as closing,
    sum(members_before) as opening,
    sum(bit_count(added)) as added,
    sum(bit_count(ended)) as ended
  from rolled
  group by month
),

summed as (
  select
    'row' as line,
    *
  from month_total
  union all
  select
    'total',
    null,
    arg_max(closing, month),
    arg_min(opening, month),
    sum(added),
    sum(ended)
  from month_total
  having count(*) > 0
),

behind as (
  select
    case grouping(m.month) when 1 then 'total' else 'row' end as line,
    m.month,
    people_behind(m) as people
  from totals_of(member_month) as m
  where
    m.month between $from and $to
    and m.member_months > 0
    and in_member_slice(m)
  group by grouping sets ((m.month), ())
)

select
  summed.line,
  summed.month,
  summed.opening,
  case when summed.opening is not null then summed.added end as added,
  case when dated.is_dated and summed.opening is not null then coalesce(counted.added_late, 0) end as added_late,
  case when summed.opening is not null then summed.ended end as ended,
  case when dated.is_dated and summed.opening is not null then coalesce(counted.ended_late, 0) end as ended_late,
  summed.closing,
  round(cast(counted.added_days / nullif(counted.added_late, 0) as decimal(38, 10)), 1) as days_late_added,
  round(cast(counted.ended_days / nullif(counted.ended_late, 0) as decimal(38, 10)), 1) as days_late_ended,
  coalesce(behind.people, 0) as people
from summed
cross join dated
left join counted
  on counted.line = summed.line
  and counted.month is not distinct from summed.month
left join behind
  on behind.line = summed.line
  and behind.month is not distinct from summed.month
order by
  summed.line,
  summed.month
