/*
relation: coverage
with: [eligibility]
grain: one row per span of coverage as its last statement has it
why: a span that a later file states anew or takes back stands as that file has it
*/
with latest as (
  select *
  from known.eligibility
  qualify row_number() over (
    partition by data_source, person_id, member_id, enrollment_start_date, plan, benefit
    order by file_date desc nulls last, load_number desc nulls first, source_file desc, source_row desc
  ) = 1
)

select
  latest.* exclude (enrollment_start_date, enrollment_end_date),
  enrollment_start_date as first_day,
  coalesce(enrollment_end_date, date '9999-12-31') as last_day,
  benefit is null or lower(benefit) in (select word from reference.word where field = 'benefit' and meaning = 'medical') as has_medical,
  benefit is null or lower(benefit) in (select word from reference.word where field = 'benefit' and meaning = 'pharmacy') as has_pharmacy
from latest
where lower(enrollment_status) is distinct from 'void'
