/*
view: marts.reported_month
needs: [core.eligibility_statement, marts.data_span]
grain: one row per person and month with medical or pharmacy coverage, as first reported or as it stands
why: what retroactive changes add and take back; any day of coverage counts as a month
was_reported: covered by what the files said at the end of the month itself; empty for months before the first file
is_covered: covered as it stands
*/
with statement_month as (
  select
    person_key,
    person_id,
    known_from,
    known_until,
    coalesce(lower(enrollment_status) = 'void', false) as is_void,
    stands,
    cast(unnest(generate_series(
      date_trunc('month', enrollment_start_date),
      date_trunc('month', coalesce(coverage_end_date, last_member_month)),
      interval 1 month
    )) as date) as month
  from core.eligibility_statement
  cross join marts.data_span
  where
    benefit_mask & 3 <> 0
    and enrollment_start_date <= coalesce(coverage_end_date, last_day(last_member_month))
),

first_file as (
  select date_trunc('month', min(known_from)) as first_file_month
  from core.eligibility_statement
),

person_month as (
  select
    person_key,
    person_id,
    month,
    bool_or(
      known_from is null
      or (not is_void and known_from <= last_day(month) and coalesce(known_until > last_day(month), true))
    ) as was_reported,
    bool_or(stands) as is_covered
  from statement_month
  group by
    person_key,
    person_id,
    month
)

select
  person_key,
  person_id,
  month,
  case when month >= first_file_month or first_file_month is null then was_reported end as was_reported,
  is_covered
from person_month
cross join first_file
where
  was_reported
  or is_covered
