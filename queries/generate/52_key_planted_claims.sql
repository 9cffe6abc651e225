/*
key: planted_claims
why: What an audit should find, by kind; answer-key-claims.csv lists it line by line.
*/
select kind, count(distinct claim_id) as claims, count(*) as lines, sum(amount) as amount
from plan.planted group by kind order by kind
