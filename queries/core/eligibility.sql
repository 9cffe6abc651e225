/*
table: core.eligibility
needs: [loads.eligibility, reference.word]
grain: one row per coverage span as it stands
why: one word for sex, relationship and an open end, whatever the source writes; a span that a later file states anew or takes back ('void') stands as that file has it, where rows carry the date of their file
*/
with latest as (
  select *
  from loads.eligibility
  qualify
    file_date is null
    or row_number() over (
      partition by
        file_date is null,
        data_source,
        person_id,
        member_id,
        enrollment_start_date,
        plan,
        benefit
      order by
        file_date desc,
        load_number desc,
        source_file desc,
        source_row desc
    ) = 1
)

select
  l.*,
  -- The year 2099 and later stand for an end that is not known.
  case when l.enrollment_end_date < date '2099-01-01' then l.enrollment_end_date end as coverage_end_date,
  coalesce(sex.meaning, '(not given)') as sex,
  coalesce(
    relationship.meaning,
    l.subscriber_relation,
    case when l.subscriber_id = l.member_id then 'Subscriber' end,
    '(not given)'
  ) as relationship
from latest as l
left join reference.word as sex
  on sex.field = 'sex'
  and sex.word = lower(l.gender)
left join reference.word as relationship
  on relationship.field = 'relationship'
  and relationship.word = lower(l.subscriber_relation)
where
  l.file_date is null
  or lower(l.enrollment_status) is distinct from 'void'
