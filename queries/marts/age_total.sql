/*
table: marts.age_total
needs: [marts.member_month, marts.person_birth]
grain: one row per month
why: marts.age_month added up over members with medical or pharmacy coverage, for a question that filters nobody
*/
with birth_day as (
  select
    member_month.month,
    person_birth.birth_date,
    count(*) as members,
    count_if(member_month.sex = 'Female') as women,
    count_if(member_month.sex in ('Female', 'Male')) as with_sex,
    count_if(member_month.relationship = 'Subscriber') as subscribers,
    count_if(member_month.relationship = 'Child') as children,
    count_if(member_month.relationship <> '(not given)') as with_relationship
  from marts.member_month
  left join marts.person_birth using (person_key)
  where
    member_month.member_months > 0
    and (member_month.benefit_bit & 3) <> 0
    and (member_month.benefit_mask & 3 & (member_month.benefit_bit - 1)) = 0
  group by all
),

aged as (
  select
    *,
    case when birth_date <= last_day(month) then date_sub('year', birth_date, month) end as age
  from birth_day
),

by_age as (
  select
    month,
    cast(sum(members) as bigint) as members,
    cast(sum(age * members) as bigint) as years,
    cast(coalesce(sum(members) filter (where age is not null), 0) as bigint) as with_age,
    cast(coalesce(sum(members) filter (where age < 18), 0) as bigint) as under_18,
    cast(coalesce(sum(members) filter (where age >= 65), 0) as bigint) as over_64,
    cast(sum(women) as bigint) as women,
    cast(sum(with_sex) as bigint) as with_sex,
    cast(sum(subscribers) as bigint) as subscribers,
    cast(sum(children) as bigint) as children,
    cast(sum(with_relationship) as bigint) as with_relationship
  from aged
  group by month
),

by_status as (
  select
    month,
    cast(coalesce(sum(members) filter (where cast(member_status as varchar) ilike 'active%'), 0) as bigint) as active,
    cast(coalesce(sum(members) filter (where cast(member_status as varchar) ilike '%retire%'), 0) as bigint) as retired,
    cast(coalesce(sum(members) filter (where member_status <> '(not given)'), 0) as bigint) as with_status
  from (
    select
      month,
      member_status,
      count(*) as members
    from marts.member_month
    where
      member_months > 0
      and (benefit_bit & 3) <> 0
      and (benefit_mask & 3 & (benefit_bit - 1)) = 0
    group by all
  )
  group by month
)

select
  by_age.*,
  -- Each member passes the filter on benefits once.
  1 as benefit_bit,
  1 as benefit_mask,
  by_status.* exclude (month)
from by_age
join by_status using (month)
order by by_age.month
