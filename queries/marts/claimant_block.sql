/*
table: marts.claimant_block
needs: [marts.cost_month]
grain: one row per month of service, category, whether enrollment was found, and block of 64 people
why: different people are counted by their bits, many at a time, where nobody is filtered
*/
select
  incurred_month,
  category_1,
  enrolled,
  cast(person_key >> 6 as integer) as block,
  bit_or(1::ubigint << cast(person_key & 63 as ubigint)) as people
from marts.cost_month
group by all
order by
  incurred_month,
  category_1,
  enrolled,
  block
