/*
file: program_participation.csv
why: Who could have taken part in each program and who did, in the program vendors' words.
*/
select p.program, n.person_id, p.eligible_from, p.enrolled_from, p.enrolled_to, p.reason, g.vendor as data_source
from program_member p
join csv.programs g using (program)
join person_id_from n on n.person_no = p.person_no and coalesce(p.enrolled_from, p.eligible_from) between n.from_date and n.to_date
order by p.contract_no, p.person_no, p.program_no
