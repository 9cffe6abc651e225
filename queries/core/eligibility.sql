/*
table: core.eligibility
needs: [loads.eligibility, reference.word]
grain: one row per coverage span as it was loaded
why: one word for sex, relationship and an open end, whatever the source writes
*/
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
from loads.eligibility as l
left join reference.word as sex
  on sex.field = 'sex'
  and sex.word = lower(l.gender)
left join reference.word as relationship
  on relationship.field = 'relationship'
  and relationship.word = lower(l.subscriber_relation)
