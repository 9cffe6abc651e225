/*
table: marts.treatment_line
needs: [core.service_category, marts.drug_group, marts.fill_line]
grain: one row per fill, in its final version, of a drug that is taken for long and of which the days are given
why: days covered are sums of these columns, without putting fills in their order for each question
course: a member's fills of one treatment; person_key × 2^20 + the number of the treatment
number: place of the fill in its course; those of a period without one missing among them follow each other
supply: days of the course up to and with this fill
*/
with filled as (
  select
    (cast(line.person_key as bigint) << 20) + drug_group.treatment_number as course,
    line.person_key,
    line.service_date,
    line.incurred_month,
    line.network_tier,
    line.service_rank,
    line.attribute_key,
    cast(line.days_supply as integer) as days_supply,
    (line.service_date - date '1900-01-01') * 100 + service.place as place
  from marts.fill_line as line
  join marts.drug_group using (ndc)
  join (
    select
      service_rank,
      row_number() over (order by cast(service as varchar)) as place
    from core.service_category
    where category = 'Prescription drugs'
  ) as service using (service_rank)
  where
    line.is_final
    and line.days_supply > 0
)

select
  course,
  cast(row_number() over in_order as integer) as number,
  person_key,
  service_date,
  incurred_month,
  network_tier,
  service_rank,
  attribute_key,
  days_supply,
  cast(sum(days_supply) over in_order as integer) as supply,
  'pharmacy' as benefit
from filled
window in_order as (
  partition by course
  order by place, days_supply
  rows between unbounded preceding and current row
)
