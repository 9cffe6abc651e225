/*
table: marts.medical_coverage
needs: [marts.coverage]
grain: one row per person and unbroken stretch of medical coverage
why: whether someone was covered all through a look-back, for what is asked of many people at once
last_day: 9999-12-31 where it is open
*/
select
  person_key,
  first_day,
  coalesce(last_day, date '9999-12-31') as last_day
from marts.coverage
where benefit = 'medical'
order by
  person_key,
  first_day
