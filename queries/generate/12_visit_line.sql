/*
table: visit_claim_line
why: The claim lines of the visits that took place.
*/
select * exclude (averted_by) from lines_of_visits('visit', false)
