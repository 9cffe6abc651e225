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

-- Where all benefits are covered together, a row is its person's only one in the month.
person_month as (
  select
    person_key,
    month,
    bit_or(benefits) filter (where member_months > 0) as benefit_mask,
    bit_or(benefits) as covered_mask
  from counted_month
  where (select count(distinct benefits) from work.covered_month) > 1
  group by
    person_key,
    month
),

aged_month as (
  select
    counted_month.person_key,
    span.contract_key,
    counted_month.month,
    counted_month.benefits,
    counted_month.member_months,
    coalesce(
      person_month.benefit_mask,
      case when person_month.covered_mask is null and counted_month.member_months > 0 then counted_month.benefits end,
      0
    ) as benefit_mask,
    coalesce(person_month.covered_mask, counted_month.benefits) as covered_mask,
    span.attribute_set,
    date_sub('year', span.birth_date, counted_month.month) as age
  from counted_month
  join work.span using (span_order)
  left join person_month
    on person_month.person_key = counted_month.person_key
    and person_month.month = counted_month.month
)

select
  aged_month.person_key,
  aged_month.contract_key,
  aged_month.month,
  benefit_name.benefit,
  benefit_name.benefit_bit,
  aged_month.benefit_mask,
  aged_month.member_months,
  coalesce(
    benefit_name.benefit_bit = case when aged_month.covered_mask & 1 = 1 then 1 when aged_month.covered_mask & 2 = 2 then 2 end,
    false
  ) as is_principal,
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
from aged_month
join marts.member_attribute as attribute
  on attribute.attribute_key = aged_month.attribute_set * 8 + case
      when aged_month.age is null then 0
      when aged_month.age < 18 then 1
      when aged_month.age < 26 then 2
      when aged_month.age < 35 then 3
      when aged_month.age < 45 then 4
      when aged_month.age < 55 then 5
      when aged_month.age < 65 then 6
      else 7
    end
join benefit_name
  on aged_month.benefits & benefit_name.benefit_bit <> 0
order by
  aged_month.month,
  benefit_name.benefit_bit,
  aged_month.person_key
