/*
table: marts.pharmacy_month
needs: [core.pharmacy_claim, marts.member_month, marts.person]
grain: one row per person, month of service, month of payment, drug class, channel and network tier
why: what the pharmacy reports add up; its sums are the sums of the fill lines to the cent
*/
with fill as (
  select
    coalesce(person_id, '(not given)') as person_id,
    incurred_month,
    paid_month,
    service as drug_class,
    coalesce(brand_generic, '(not given)') as brand_generic,
    coalesce(specialty, '(not given)') as specialty,
    coalesce(channel, '(not given)') as channel,
    network as network_tier,
    cast(sum(fills) as bigint) as scripts,
    cast(sum(abs(days_supply) * fills) as bigint) as days_supply,
    count(*) as lines,
    cast(sum(allowed_amount) as decimal(18, 2)) as allowed,
    cast(sum(paid_amount) as decimal(18, 2)) as paid,
    cast(sum(member_cost) as decimal(18, 2)) as member_cost,
    count_if(allowed_amount is null) as lines_without_allowed,
    cast(sum(paid_amount) filter (where allowed_amount is null) as decimal(18, 2)) as paid_without_allowed
  from core.pharmacy_claim
  group by all
)

select
  person.person_key,
  fill.*,
  'pharmacy' as benefit,
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
  member.person_key is not null as enrolled
from fill
join marts.person using (person_id)
left join marts.member_month as member
  on member.is_principal
  and member.person_key = person.person_key
  and member.month = fill.incurred_month
order by
  fill.incurred_month,
  fill.drug_class,
  person.person_key,
  fill.paid_month,
  fill.channel,
  fill.brand_generic,
  fill.specialty,
  fill.network_tier
