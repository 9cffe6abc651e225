/*
key: retroactive
why: What the enrollment system learned late, by cause.
*/
select cause, sum(added)::BIGINT as added, sum(added_late)::BIGINT as added_late, sum(ended)::BIGINT as ended,
  sum(ended_late)::BIGINT as ended_late, sum(taken_back)::BIGINT as taken_back
from plan.retroactive group by cause order by cause
