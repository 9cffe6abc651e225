/*
total: averted
why: What the programs averted, by participant and month, at the price that it would have had.
*/
select averted_by as program_no, person_no, month_start(day) as month, count(distinct visit_no) as visits, sum(allowed)::BIGINT as allowed
from lines_of_visits('visit', true)
group by all
