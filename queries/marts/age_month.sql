/*
view: marts.age_month
needs: [marts.member_month, marts.person_birth]
grain: one row per person, month and benefit with any day of coverage
why: member months with the ages of the members in completed years on the first of the month
*/
select
  member_month.person_key,
  member_month.month,
  member_month.benefit_bit,
  member_month.benefit_mask,
  member_month.plan,
  member_month.coverage_tier,
  member_month.member_status,
  member_month.bargaining_unit,
  member_month.employer_group,
  member_month.employer_type,
  member_month.relationship,
  member_month.age_band,
  member_month.sex,
  member_month.region,
  case when member_months > 0 then 1 else 0 end as members,
  case when member_months > 0 then date_sub('year', person_birth.birth_date, member_month.month) end as years,
  cast(member_months > 0 and person_birth.birth_date is not null as integer) as with_age,
  cast(coalesce(member_months > 0 and date_sub('year', person_birth.birth_date, member_month.month) < 18, false) as integer) as under_18,
  cast(coalesce(member_months > 0 and date_sub('year', person_birth.birth_date, member_month.month) >= 65, false) as integer) as over_64,
  cast(member_months > 0 and sex = 'Female' as integer) as women,
  cast(member_months > 0 and sex in ('Female', 'Male') as integer) as with_sex,
  cast(member_months > 0 and relationship = 'Subscriber' as integer) as subscribers,
  cast(member_months > 0 and relationship = 'Child' as integer) as children,
  cast(member_months > 0 and relationship <> '(not given)' as integer) as with_relationship,
  cast(member_months > 0 and cast(member_status as varchar) ilike 'active%' as integer) as active,
  cast(member_months > 0 and cast(member_status as varchar) ilike '%retire%' as integer) as retired,
  cast(member_months > 0 and member_status <> '(not given)' as integer) as with_status
from marts.member_month
left join marts.person_birth
  on person_birth.person_key = member_month.person_key
  and person_birth.birth_date <= last_day(member_month.month)
