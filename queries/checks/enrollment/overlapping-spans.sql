/*
check: overlapping-spans
title: Overlapping spans of one benefit
severity: warn
kind: set
tables: [eligibility]
columns: [person_id, enrollment_start_date, enrollment_end_date]
with: [work.coverage]
message: "{rows} of {of} {of: span|spans} {rows: begins|begin} before another span of the same person and benefit has ended."
remedy: "Member months count once; plan and tier of the overlap are uncertain. Ask the enrollment system which span stands."
source: "Tuva Project 0.18, data quality checks"
*/
with span as (
  select
    source_file,
    source_row,
    load_number,
    first_day,
    max(last_day) over (
      partition by person_id, lower(benefit)
      order by first_day, last_day, load_number nulls last, source_file, source_row
      rows between unbounded preceding and 1 preceding
    ) as covered_until
  from work.coverage
)

select
  source_file,
  source_row
from span
where
  load_number is null
  and first_day <= covered_until
