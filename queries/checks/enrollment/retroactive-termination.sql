/*
check: retroactive-termination
title: Coverage taken back for months that had passed
severity: warn
kind: set
tables: [eligibility]
columns: [person_id, enrollment_start_date, enrollment_end_date, file_date]
message: "{rows} of {of} {of: row|rows} {rows: ends|end} or {rows: voids|void} a span from a month before the file's, which an earlier file had as covered."
remedy: "Claims paid meanwhile are shown as paid without coverage; premiums may be owed back. Member months of the months before change."
source: "Planlens, retroactive terminations"
*/
with statement as (
  select
    source_file,
    source_row,
    load_number,
    file_date,
    case when lower(enrollment_status) = 'void' then enrollment_start_date - 1 else coalesce(enrollment_end_date, date '9999-12-31') end as last_day,
    lag(coalesce(enrollment_end_date, date '9999-12-31')) over (
      partition by data_source, person_id, member_id, enrollment_start_date, plan, benefit
      order by file_date, load_number nulls last, source_file, source_row
    ) as last_day_before
  from known.eligibility
)

select
  source_file,
  source_row
from statement
where
  load_number is null
  and last_day < last_day_before
  and last_day < date_trunc('month', file_date) - interval 1 day
