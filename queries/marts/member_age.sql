/*
table: marts.member_age
needs: [marts.member_month]
grain: one row per month, age band and sex
why: marts.member_total by age and sex
*/
select
  month,
  -- Each member passes the filter on benefits once.
  1 as benefit_bit,
  1 as benefit_mask,
  age_band,
  sex,
  cast(sum(member_months) as decimal(18, 6)) as member_months
from marts.member_month
where
  (benefit_bit & 3) <> 0
  and (benefit_mask & 3 & (benefit_bit - 1)) = 0
group by
  month,
  age_band,
  sex
order by
  month,
  age_band,
  sex
