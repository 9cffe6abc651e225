/*
table: work.span
needs: [core.eligibility, core.medical_claim_version, core.pharmacy_claim_version]
grain: one row per coverage span, numbered so that of two in force the later number counts
why: spans as numbers and days, before they become months
span_order: by first day, then last day, then the newer row
benefit_mask: the bits of what the span covers
attribute_set: a number for each combination of what a person is known by
*/
with claim_date as (
  select max(service_date) as last_date from core.medical_claim_version where service_date < date '2099-01-01'
  union all
  select max(service_date) from core.pharmacy_claim_version where service_date < date '2099-01-01'
),

-- A span without an end runs to the end of the last month with a service: later months would count members without care.
data_end as (
  select
    last_day(coalesce(
      (select max(last_date) from claim_date),
      max(greatest(enrollment_start_date, coverage_end_date))
    )) as data_end
  from core.eligibility
),

contract as (
  select
    contract_id,
    cast(row_number() over (order by contract_id) as integer) as contract_key
  from core.eligibility
  where contract_id is not null
  group by contract_id
),

span as (
  select
    cast(row_number() over (
      order by
        eligibility.enrollment_start_date,
        coalesce(eligibility.coverage_end_date, data_end),
        eligibility.load_number,
        eligibility.source_file,
        eligibility.source_row
    ) as integer) as span_order,
    coalesce(eligibility.person_id, '(not given)') as person_id,
    eligibility.person_key,
    eligibility.contract_id,
    contract.contract_key,
    eligibility.enrollment_start_date as first_day,
    coalesce(eligibility.coverage_end_date, data_end) as last_day,
    eligibility.birth_date,
    eligibility.benefit_mask,
    coalesce(eligibility.plan, '(not given)') as plan,
    coalesce(eligibility.coverage_tier, '(not given)') as coverage_tier,
    coalesce(eligibility.member_status, '(not given)') as member_status,
    coalesce(eligibility.bargaining_unit, '(not given)') as bargaining_unit,
    coalesce(eligibility.employer_group, eligibility.group_name, eligibility.group_id, '(not given)') as employer_group,
    coalesce(eligibility.employer_type, '(not given)') as employer_type,
    eligibility.relationship,
    eligibility.sex,
    coalesce(eligibility.region, eligibility.state, '(not given)') as region
  from core.eligibility
  cross join data_end
  left join contract
    on contract.contract_id = eligibility.contract_id
  where eligibility.enrollment_start_date <= coalesce(eligibility.coverage_end_date, data_end)
)

select
  *,
  cast(dense_rank() over (
    order by
      plan,
      coverage_tier,
      member_status,
      bargaining_unit,
      employer_group,
      employer_type,
      relationship,
      sex,
      region
  ) as integer) as attribute_set
from span
