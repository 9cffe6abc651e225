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
  select max(paid_date) from core.medical_claim_version where paid_date < date '2099-01-01'
  union all
  select max(service_date) from core.pharmacy_claim_version where service_date < date '2099-01-01'
  union all
  select max(paid_date) from core.pharmacy_claim_version where paid_date < date '2099-01-01'
),

-- A span without an end runs to the end of the last month of which the claims speak.
data_end as (
  select
    last_day(coalesce(
      (select max(last_date) from claim_dates),
      max(greatest(enrollment_start_date, coverage_end_date))
    )) as data_end
  from core.eligibility
),

span as (
  select
    eligibility.*,
    person.person_key,
    enrollment_start_date as first_day,
    coalesce(coverage_end_date, data_end) as last_day,
    row_number() over (
      order by enrollment_start_date, coalesce(coverage_end_date, data_end), load_number, source_file, source_row
    ) as span_order
  from core.eligibility
  cross join data_end
  join marts.person
    on person.person_id = coalesce(eligibility.person_id, '(not given)')
  where enrollment_start_date <= coalesce(coverage_end_date, data_end)
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

contract as (
  select
    subscriber_id,
    row_number() over (order by subscriber_id) as contract_key
  from span
  where subscriber_id is not null
  group by subscriber_id
)

select
  span.person_id,
  counted_month.person_key,
  span.subscriber_id as contract_id,
  cast(contract.contract_key as integer) as contract_key,
  counted_month.month,
  counted_month.benefit,
  counted_month.benefit_bit,
  coalesce(cast(person_month.benefit_mask as integer), 0) as benefit_mask,
  counted_month.member_months,
  -- The row whose attributes the person's claims take.
  coalesce(counted_month.benefit_bit = person_month.principal_bit, false) as is_principal,
  coalesce(span.plan, '(not given)') as plan,
  coalesce(span.coverage_tier, '(not given)') as coverage_tier,
  coalesce(span.member_status, '(not given)') as member_status,
  coalesce(span.bargaining_unit, '(not given)') as bargaining_unit,
  coalesce(span.employer_group, span.group_name, span.group_id, '(not given)') as employer_group,
  coalesce(span.employer_type, '(not given)') as employer_type,
  span.relationship,
  case
    when span.birth_date is null then '(not given)'
    when date_sub('year', span.birth_date, counted_month.month) < 18 then '0-17'
    when date_sub('year', span.birth_date, counted_month.month) < 26 then '18-25'
    when date_sub('year', span.birth_date, counted_month.month) < 35 then '26-34'
    when date_sub('year', span.birth_date, counted_month.month) < 45 then '35-44'
    when date_sub('year', span.birth_date, counted_month.month) < 55 then '45-54'
    when date_sub('year', span.birth_date, counted_month.month) < 65 then '55-64'
    else '65+'
  end as age_band,
  span.sex,
  coalesce(span.region, span.state, '(not given)') as region
from counted_month
join person_month using (person_key, month)
join span using (span_order)
left join contract using (subscriber_id)
order by
  counted_month.month,
  counted_month.benefit_bit,
  counted_month.person_key
