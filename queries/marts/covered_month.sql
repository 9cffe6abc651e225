/*
table: work.covered_month
needs: [work.span]
grain: one row per person, month and set of benefits with any day of coverage
why: which span a month goes to, and how much of it is covered
span_order: the span in force on the last covered day; of several, the one that began last, then the newest row
benefits: the bits of benefits that all spans cover together or not at all, so that a plan whose spans name no benefit has one row and not two
days: the covered days as bits, so that spans that overlap count once
*/
with span_month as (
  select
    span_order,
    person_key,
    benefit_mask,
    first_day,
    last_day,
    cast(unnest(generate_series(
      date_trunc('month', first_day),
      date_trunc('month', last_day),
      interval 1 month
    )) as date) as month
  from work.span
),

span_month_days as (
  select
    span_order,
    person_key,
    benefit_mask,
    month,
    day(least(last_day, last_day(month))) as until,
    (1::bigint << day(least(last_day, last_day(month)))) - (1::bigint << (day(greatest(first_day, month)) - 1)) as days
  from span_month
),

benefit_bit as (
  select unnest([1, 2, 4, 8, 16, 32, 64]) as benefit_bit
),

benefit_set as (
  select bit_or(benefit_bit) as benefits
  from (
    select
      benefit_bit,
      list(benefit_mask order by benefit_mask) as masks
    from (select distinct benefit_mask from work.span)
    join benefit_bit
      on benefit_mask & benefit_bit <> 0
    group by benefit_bit
  )
  group by masks
)

select
  person_key,
  month,
  cast(benefits as tinyint) as benefits,
  cast(max(until * 1000000000000 + span_order) % 1000000000000 as integer) as span_order,
  cast(bit_or(days) as integer) as days,
  count(*) > 1 as has_several_spans
from span_month_days
join benefit_set
  on benefit_mask & benefits <> 0
group by
  person_key,
  month,
  benefits
