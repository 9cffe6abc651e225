/*
Lines of persons whom no enrollment file knows.
*/
select claim_id, line, data_source, person_id, paid as amount from medical where family is null
union all
select claim_id, line, data_source, person_id, paid from pharmacy where family is null
