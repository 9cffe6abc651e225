/*
table: marts.member_month
needs: [loads.settings, marts.member_attribute, work.covered_month, work.span]
grain: one row per person, month and benefit with any day of coverage
why: the base of every rate
member_months: 1, 0 or a share of the month, by the plan's rule; a month that the rule leaves out keeps its row, so that its claims are not taken for claims without enrollment
is_principal: the row that stands for the person where benefits are not told apart
*/
with benefit_name as (
  select
    unnest([1, 2, 4, 8, 16, 32, 64]) as benefit_bit,
    unnest(['medical', 'pharmacy', 'dental', 'vision', 'life', 'disability', 'other']) as benefit
),

counted_month as (
  select
    person_key,
    month,
    benefits,
    span_order,
    cast(case member_month_rule
      when 'any-day' then 1
      when 'first-of-month' then days & 1
      when 'fifteenth' then (days >> 14) & 1
      when 'prorated' then round(bit_count(days) / day(last_day(month)), 6)
    end as decimal(9, 6)) as member_months
  from work.covered_month
  cross join loads.settings
),

person_month as (
  select
    person_key,
    month,
    bit_or(benefits) filter (where member_months > 0) as benefit_mask,
    case when bit_or(benefits) & 1 = 1 then 1 when bit_or(benefits) & 2 = 2 then 2 end as principal_bit
  from counted_month
  group by
    person_key,
    month
)

select
  counted_month.person_key,
  span.contract_key,
  counted_month.month,
  benefit_name.benefit,
  benefit_name.benefit_bit,
  coalesce(person_month.benefit_mask, 0) as benefit_mask,
  counted_month.member_months,
  coalesce(benefit_name.benefit_bit = person_month.principal_bit, false) as is_principal,
  attribute.plan,
  attribute.coverage_tier,
  attribute.member_status,
  attribute.bargaining_unit,
  attribute.employer_group,
  attribute.employer_type,
  attribute.relationship,
  attribute.age_band,
  attribute.sex,
  attribute.region
from counted_month
join person_month using (person_key, month)
join work.span using (span_order)
join marts.member_attribute as attribute
  on attribute.attribute_key = span.attribute_set * 8 + case
      when span.birth_date is null then 0
      when date_sub('year', span.birth_date, counted_month.month) < 18 then 1
      when date_sub('year', span.birth_date, counted_month.month) < 26 then 2
      when date_sub('year', span.birth_date, counted_month.month) < 35 then 3
      when date_sub('year', span.birth_date, counted_month.month) < 45 then 4
      when date_sub('year', span.birth_date, counted_month.month) < 55 then 5
      when date_sub('year', span.birth_date, counted_month.month) < 65 then 6
      else 7
    end
join benefit_name
  on counted_month.benefits & benefit_name.benefit_bit <> 0
order by
  counted_month.month,
  benefit_name.benefit_bit,
  counted_month.person_key
