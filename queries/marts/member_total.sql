/*
table: marts.member_total
needs: [marts.member_month]
grain: one row per month
why: members with medical or pharmacy coverage, for a question that filters nobody
*/
select
  month,
  -- Each member passes the filter on benefits once.
  1 as benefit_bit,
  1 as benefit_mask,
  cast(sum(member_months) as decimal(18, 6)) as member_months,
  count_if(member_months > 0) as members,
  count(distinct contract_key) filter (where member_months > 0) as contracts
from marts.member_month
where
  (benefit_bit & 3) <> 0
  and (benefit_mask & 3 & (benefit_bit - 1)) = 0
group by month
order by month
