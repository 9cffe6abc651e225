/*
view: core.eligibility
needs: [core.eligibility_statement]
grain: one row per coverage span as it stands
why: one word for sex, relationship and an open end, whatever the source writes; a span that a later file states anew or takes back ('void') stands as that file has it, where rows carry the date of their file
*/
select * exclude (stands, is_current, known_from, known_until, replaces_load, replaces_file_date, replaces_end_date, replaces_status)
from core.eligibility_statement
where stands
