/*
table: marts.encounter
needs: [marts.member_attribute, marts.member_stretch, marts.person, marts.service_line, work.encounter]
grain: one row per stay in a facility, visit to an emergency department and stay under observation
why: what people count as an admission or a visit comes in many claims
kinds: admission, newborn admission, rehabilitation stay, skilled nursing stay, residential stay, hospice stay, emergency visit, observation stay
dollars: of the lines that belong to it (marts.service_line), all versions
*/
with cost as (
  select
    encounter_key,
    count(*) as lines,
    cast(sum(charge) as decimal(18, 2)) as charge,
    cast(sum(allowed) as decimal(18, 2)) as allowed,
    cast(sum(paid) as decimal(18, 2)) as paid,
    cast(sum(member_cost) as decimal(18, 2)) as member_cost,
    count(*) - count(allowed) as lines_without_allowed
  from marts.service_line
  where encounter_key is not null
  group by encounter_key
)

select
  person.person_id,
  encounter.* exclude (first_order, first_service_date, day_rank),
  cast(date_trunc('month', encounter.start_date) as date) as incurred_month,
  'medical' as benefit,
  coalesce(cost.lines, 0) as lines,
  cost.charge,
  cost.allowed,
  cost.paid,
  cost.member_cost,
  coalesce(cost.lines_without_allowed, 0) as lines_without_allowed,
  attribute.*
from work.encounter
join marts.person using (person_key)
left join cost using (encounter_key)
left join marts.member_stretch as stretch
  on stretch.person_key = encounter.person_key
  and stretch.month = date_trunc('month', encounter.start_date)
  and encounter.start_date between stretch.first_day and stretch.last_day
join marts.member_attribute as attribute
  on attribute.attribute_key = coalesce(stretch.attribute_key, 0)
order by encounter.encounter_key
