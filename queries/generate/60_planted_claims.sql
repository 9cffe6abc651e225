/*
finish file: answer-key-claims.csv
why: The planted claims, line by line.
*/
from plan.planted order by kind, data_source, claim_id, claim_line_number
