/*
table: marts.age_total
needs: [marts.age_month]
grain: one row per month
why: marts.age_month added up over members with medical or pharmacy coverage, for a question that filters nobody
*/
select
  month,
  -- Each member passes the filter on benefits once.
  1 as benefit_bit,
  1 as benefit_mask,
  cast(sum(members) as bigint) as members,
  cast(sum(years) as bigint) as years,
  cast(sum(with_age) as bigint) as with_age,
  cast(sum(under_18) as bigint) as under_18,
  cast(sum(over_64) as bigint) as over_64,
  cast(sum(women) as bigint) as women,
  cast(sum(with_sex) as bigint) as with_sex,
  cast(sum(subscribers) as bigint) as subscribers,
  cast(sum(children) as bigint) as children,
  cast(sum(with_relationship) as bigint) as with_relationship,
  cast(sum(active) as bigint) as active,
  cast(sum(retired) as bigint) as retired,
  cast(sum(with_status) as bigint) as with_status
from marts.age_month
where
  (benefit_bit & 3) <> 0
  and (benefit_mask & 3 & (benefit_bit - 1)) = 0
group by month
order by month
