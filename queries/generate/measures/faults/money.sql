/*
faults: money
why: Amounts that do not add up, and shares beyond what the plan design lets a family pay.
*/
with line as (
  select 'medical' as benefit, person, family, plan, claim_start as day, claim_status, sign, charge, allowed, paid, deductible, copay,
    coinsurance, cob, member_cost from medical_version
  union all
  select 'pharmacy', person, family, plan, day, claim_status, sign, charge, allowed, paid, deductible, copay, coinsurance, cob, member_cost
  from pharmacy_version
), design as (
  select plan_year, plan, deductible_single, deductible_member, deductible_family, limit_single, limit_member, limit_family
  from read_csv(getvariable('folder') || '/plan_design_????.csv', header = true)
), family_year as (
  select family, year(day) as year, sum(deductible) as deductible, sum(member_cost) as cost, max(deductible_family) as deductible_most,
    max(limit_family) as limit_most
  from line join design on design.plan = line.plan and plan_year = year(day)
  where claim_status = 'paid' and family is not null group by all
), person_year as (
  select person, year(day) as year, sum(deductible) as deductible, sum(member_cost) as cost,
    max(greatest(deductible_single, deductible_member)) as deductible_most, max(greatest(limit_single, limit_member)) as limit_most
  from line join design on design.plan = line.plan and plan_year = year(day)
  where claim_status = 'paid' and family is not null group by all
)
select 'parts that do not make allowed on a ' || benefit || ' line' as fault,
  count(*) filter (where deductible + copay + coinsurance + cob + paid <> allowed) as count
  from line where claim_status <> 'denied' group by benefit
union all select 'a denied line with money', count(*) from line
  where claim_status = 'denied' and (allowed <> 0 or paid <> 0 or member_cost <> 0 or cob <> 0)
union all select 'a line without a charge', count(*) from line where charge = 0
union all select 'a charge not above allowed', count(*) from line where sign * charge <= sign * allowed
union all select 'a part below nothing', count(*) from line
  where least(sign * paid, sign * deductible, sign * copay, sign * coinsurance, sign * cob, sign * allowed) < 0
union all select 'ingredient and fee that do not make allowed', count(*) from pharmacy_version where allowed <> ingredient + fee
union all select 'a family above its deductible', count(*) from family_year where deductible > deductible_most
union all select 'a family above its limit', count(*) from family_year where cost > limit_most
union all select 'a person above the deductible', count(*) from person_year where deductible > deductible_most
union all select 'a person above the limit', count(*) from person_year where cost > limit_most
