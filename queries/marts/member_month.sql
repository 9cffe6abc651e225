/*
table: marts.member_month
needs: [core.eligibility, core.medical_claim_version, core.pharmacy_claim_version, loads.settings, marts.person, reference.word]
grain: one row per person, month and benefit with any day of coverage
why: the base of every rate, and what a claim of that month is known by
member_months: 1, 0 or a share of the month, by the plan's rule; a month that the rule leaves out keeps its row, so that its claims are not taken for claims without enrollment
*/
with claim_dates as (
  select max(service_date) as last_date from core.medical_claim_version where service_date < date '2099-01-01'
  union all
  select max(service_date) from core.pharmacy_claim_version where service_date < date '2099-01-01'
),

-- A span without an end runs to the end of the last month with a service: later months would count members without care.
data_end as (
  select
    last_day(coalesce(
      (select max(last_date) from claim_dates),
      max(greatest(enrollment_start_date, coverage_end_date))
    )) as data_end
  from core.eligibility
),

contract as (
  select
    subscriber_id,
    cast(row_number() over (order by subscriber_id) as integer) as contract_key
  from core.eligibility
  where subscriber_id is not null
  group by subscriber_id
),

span as (
  select
    row_number() over (
      order by
        eligibility.enrollment_start_date,
        coalesce(eligibility.coverage_end_date, data_end),
        eligibility.load_number,
        eligibility.source_file,
        eligibility.source_row
    ) as span_order,
    person.person_id,
    person.person_key,
    eligibility.subscriber_id as contract_id,
    contract.contract_key,
    eligibility.enrollment_start_date as first_day,
    coalesce(eligibility.coverage_end_date, data_end) as last_day,
    eligibility.birth_date,
    eligibility.benefit,
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
  join marts.person
    on person.person_id = coalesce(eligibility.person_id, '(not given)')
  left join contract
    on contract.subscriber_id = eligibility.subscriber_id
  where eligibility.enrollment_start_date <= coalesce(eligibility.coverage_end_date, data_end)
),

span_benefit as (
  select
    span_order,
    unnest(['medical', 'pharmacy']) as benefit
  from span
  where benefit is null
  union all
  select
    span.span_order,
    coalesce(word.meaning, 'other')
  from span
  left join reference.word
    on word.field = 'benefit'
    and word.word = lower(span.benefit)
  where span.benefit is not null
),

benefit_bit as (
  select
    unnest(['medical', 'pharmacy', 'dental', 'vision', 'life', 'disability', 'other']) as benefit,
    unnest([1, 2, 4, 8, 16, 32, 64]) as benefit_bit
),

span_month as (
  select
    span_order,
    person_key,
    first_day,
    last_day,
    cast(unnest(generate_series(
      date_trunc('month', first_day),
      date_trunc('month', last_day),
      interval 1 month
    )) as date) as month
  from span
),

-- The covered days of a month as 31 bits, so that spans that overlap count once.
span_month_days as (
  select
    span_order,
    person_key,
    month,
    day(least(last_day, last_day(month))) as until,
    (1::bigint << day(least(last_day, last_day(month)))) - (1::bigint << (day(greatest(first_day, month)) - 1)) as days
  from span_month
),

-- The span in force on the last covered day wins; of several, the one that began last, then the newest row.
covered_month as (
  select
    person_key,
    month,
    benefit,
    max(until * 1000000000000 + span_order) % 1000000000000 as span_order,
    bit_or(days) as days
  from span_month_days
  join span_benefit using (span_order)
  group by
    person_key,
    month,
    benefit
),

counted_month as (
  select
    covered_month.*,
    benefit_bit,
    cast(case member_month_rule
      when 'any-day' then 1
      when 'first-of-month' then days & 1
      when 'fifteenth' then (days >> 14) & 1
      when 'prorated' then round(bit_count(days) / day(last_day(month)), 6)
    end as decimal(9, 6)) as member_months
  from covered_month
  join benefit_bit using (benefit)
  cross join loads.settings
),

person_month as (
  select
    person_key,
    month,
    bit_or(benefit_bit) filter (where member_months > 0) as benefit_mask,
    min(benefit_bit) filter (where benefit in ('medical', 'pharmacy')) as principal_bit
  from counted_month
  group by
    person_key,
    month
),

attributed_month as (
  select
    span.* exclude (span_order, first_day, last_day, birth_date, benefit),
    counted_month.* exclude (person_key, span_order, days),
    coalesce(cast(person_month.benefit_mask as integer), 0) as benefit_mask,
    -- The row whose attributes the person's claims take.
    coalesce(counted_month.benefit_bit = person_month.principal_bit, false) as is_principal,
    date_sub('year', span.birth_date, counted_month.month) as age
  from counted_month
  join person_month using (person_key, month)
  join span using (span_order)
)

select
  person_id,
  person_key,
  contract_id,
  contract_key,
  month,
  benefit,
  benefit_bit,
  benefit_mask,
  member_months,
  is_principal,
  plan,
  coverage_tier,
  member_status,
  bargaining_unit,
  employer_group,
  employer_type,
  relationship,
  case
    when age < 18 then '0-17'
    when age < 26 then '18-25'
    when age < 35 then '26-34'
    when age < 45 then '35-44'
    when age < 55 then '45-54'
    when age < 65 then '55-64'
    when age is not null then '65+'
    else '(not given)'
  end as age_band,
  sex,
  region
from attributed_month
order by
  month,
  benefit_bit,
  person_key
