/*
total: retroactive
why: >
  Spans by the cause of their beginning or end: how many first stood in a file later than the month of their first day,
  how many ended in a file later than the month of their last, and how many were taken back.
*/
select start_cause as cause, count(*) as added, count(*) filter (where start_file > month_start(from_date)) as added_late,
  0::BIGINT as ended, 0::BIGINT as ended_late, count(void_file) as taken_back
from enrollment_known group by cause
union all
select end_cause, 0, 0, count(*), count(*) filter (where end_file > month_start(to_date)), 0
from enrollment_known where end_cause is not null group by end_cause
