/*
table: marts.cost_month
needs: [core.medical_claim, core.pharmacy_claim, core.service_category, marts.member_month, marts.person]
grain: one row per person, month of service, month of payment, service and network tier
why: what every cost report adds up; its sums are the sums of the claim lines to the cent
*/
with line as (
  select
    person_id,
    incurred_month,
    paid_month,
    'medical' as benefit,
    service,
    network as network_tier,
    count(*) as lines,
    sum(charge_amount) as charge,
    sum(allowed_amount) as allowed,
    sum(paid_amount) as paid,
    sum(member_cost) as member_cost,
    count_if(allowed_amount is null) as lines_without_allowed,
    sum(paid_amount) filter (where allowed_amount is null) as paid_without_allowed,
    count_if(paid_amount is null) as lines_without_paid
  from core.medical_claim
  group by all
  union all
  select
    person_id,
    incurred_month,
    paid_month,
    'pharmacy',
    service,
    network,
    count(*),
    sum(charge_amount),
    sum(allowed_amount),
    sum(paid_amount),
    sum(member_cost),
    count_if(allowed_amount is null),
    sum(paid_amount) filter (where allowed_amount is null),
    count_if(paid_amount is null)
  from core.pharmacy_claim
  group by all
)

select
  person.person_id,
  person.person_key,
  line.incurred_month,
  line.paid_month,
  line.benefit,
  service_category.category as category_1,
  line.service as category_2,
  line.network_tier,
  coalesce(member.plan, '(none)') as plan,
  coalesce(member.coverage_tier, '(none)') as coverage_tier,
  coalesce(member.member_status, '(none)') as member_status,
  coalesce(member.bargaining_unit, '(none)') as bargaining_unit,
  coalesce(member.employer_group, '(none)') as employer_group,
  coalesce(member.employer_type, '(none)') as employer_type,
  coalesce(member.relationship, '(none)') as relationship,
  coalesce(member.age_band, '(none)') as age_band,
  coalesce(member.sex, '(none)') as sex,
  coalesce(member.region, '(none)') as region,
  member.person_key is not null as enrolled,
  line.lines,
  cast(line.charge as decimal(18, 2)) as charge,
  cast(line.allowed as decimal(18, 2)) as allowed,
  cast(line.paid as decimal(18, 2)) as paid,
  cast(line.member_cost as decimal(18, 2)) as member_cost,
  line.lines_without_allowed,
  cast(line.paid_without_allowed as decimal(18, 2)) as paid_without_allowed,
  line.lines_without_paid
from line
join marts.person
  on person.person_id = coalesce(line.person_id, '(not given)')
join core.service_category
  on service_category.service = line.service
left join marts.member_month as member
  on member.is_principal
  and member.person_key = person.person_key
  and member.month = line.incurred_month
order by
  line.incurred_month,
  service_category.service_order,
  person.person_key,
  line.paid_month,
  line.network_tier
