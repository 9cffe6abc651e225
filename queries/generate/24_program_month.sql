/*
total: program_month
why: The participants of each program by month, for its vendor's bill.
*/
select program_no, m::DATE as month, count(*) as participants
from program_member,
  lateral (select unnest(generate_series(enrolled_from::TIMESTAMP, coalesce(enrolled_to, service_end())::TIMESTAMP, interval 1 month)) as m)
where enrolled_from is not null
group by all
