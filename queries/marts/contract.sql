/*
table: marts.contract
needs: [work.span]
grain: one row per contract in the enrollment
why: the source's number of a contract beside the small one by which marts.member_month counts it
*/
select distinct
  contract_key,
  contract_id
from work.span
where contract_key is not null
order by contract_key
