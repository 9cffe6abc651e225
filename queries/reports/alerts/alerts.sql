/*
title: Alerts
family: alerts
question: "Which monthly measures left their expected range, when, and how far?"
order: 10
derive: alerts
parameters: [period]
own:
  watch: { label: "Show: outside (what left its range), all, or areas: cost, use, price, enrollment, claims, drugs", type: list, values: [outside, all, cost, use, price, enrollment, claims, drugs] }
defaults: { watch: outside }
columns:
  - { name: metric, label: Measure (short), role: dimension, type: text, hidden: true, definition: "Short name of the measure; the same from month to month." }
  - { name: label, label: Measure, role: dimension, type: text, definition: "What is watched, month by month." }
  - { name: area, label: Area, role: dimension, type: text, definition: "Cost, use, price, enrollment, claims or drugs." }
  - { name: status, label: What happened, role: dimension, type: text, definition: "Within its range; one or some months outside; another level since a month; growth beyond the usual; began; ended." }
  - { name: since, label: First month outside, role: dimension, type: month, definition: "The month in which it began: the first outside, or the month from which the level is another." }
  - { name: until, label: Last month outside, role: dimension, type: month, definition: "The last month outside so far." }
  - { name: month, label: Month shown, role: dimension, type: month, definition: "The month of the figures on the line: the furthest out, or the last where none is." }
  - { name: value, label: Value, role: measure, type: decimal, scale: 2, compare: false, blank: dash, unit_column: unit, definition: "The measure in the month shown." }
  - { name: expected, label: Expected, role: measure, type: decimal, scale: 2, compare: false, blank: dash, unit_column: unit, definition: "What the level, the usual growth and the time of year lead to." }
  - { name: lower, label: Lowest expected, role: measure, type: decimal, scale: 2, compare: false, blank: dash, unit_column: unit, definition: "Lower end of the expected range." }
  - { name: upper, label: Highest expected, role: measure, type: decimal, scale: 2, compare: false, blank: dash, unit_column: unit, definition: "Upper end of the expected range: the threshold above which the measure is an alert." }
  - { name: off, label: "Off, %", role: measure, type: decimal, scale: 4, unit: ratio, compare: false, blank: dash, definition: "(Value − expected) ÷ expected." }
  - { name: direction, label: Direction, role: dimension, type: text, definition: "Above or below what was expected." }
  - { name: times, label: Range widths out, role: measure, type: decimal, scale: 1, unit: count, compare: false, blank: dash, definition: "How far from what was expected, in half widths of the range; above 1 is outside. Not given for what began or ended." }
  - { name: history, label: Months, role: measure, type: series, definition: "The measure in each month of the period." }
  - { name: first_words, label: Furthest out, role: dimension, type: text, hidden: true, definition: "In words, on the line that is furthest out." }
  - { name: second_words, label: Next furthest out, role: dimension, type: text, hidden: true, definition: "In words, on the same line: the measure that is next." }
  - { name: first_place, label: First line, role: measure, type: integer, unit: count, hidden: true, compare: false, definition: "1 on the line that is furthest out." }
  - { name: second_place, label: With a second, role: measure, type: integer, unit: count, hidden: true, compare: false, definition: "1 on the same line where there is another measure out." }
  - { name: unit, label: Unit, role: dimension, type: text, hidden: true, definition: "Unit of the figures on the line." }
  - { name: outside, label: Outside, role: measure, type: integer, unit: count, hidden: true, compare: false, definition: "Measures outside their range in the period." }
  - { name: watched, label: Watched, role: measure, type: integer, unit: count, hidden: true, compare: false, definition: "Measures that are watched." }
figures:
  - { column: outside, row: null, label: Measures outside }
  - { column: watched, row: null, label: Measures watched }
answer: "{totals.outside} of {totals.watched} monthly measures left their expected range in {period}[[: {top.first_words.first_place}]][[; {top.second_words.second_place}]]."
footnotes:
  - "The range: level, growth and time of year, fitted so that single odd months do not move them, ± 4.5 standard errors and at least 5%. Growth of up to 12% a year is nothing out of the ordinary. Thin counts are allowed the spread that chance gives them. A measure needs 24 months."
  - "Measures within their range are left out unless all are asked for."
  - "By month of service, up to the last month that has had its run-out. A member's or a provider's name stands in no measure."
*/
with enrolled as (
  select
    month,
    sum(member_months) as member_months,
    sum(members) as members,
    sum(contracts) as contracts
  from marts.member_total
  group by month
),

-- Kinds of service of some weight: one in a hundred of cost.
heavy as (
  select category_1
  from (
    select
      category_1,
      sum(paid) as paid
    from marts.cost_total
    where incurred_month <= $to
    group by category_1
  )
  qualify paid >= 0.01 * sum(paid) over ()
),

cost as (
  select
    incurred_month as month,
    benefit,
    case when category_1 in (select category_1 from heavy) then category_1 else 'Kinds of service below 1% of cost' end as category,
    paid
  from marts.cost_total
),

cost_part as (
  select
    month,
    case
      when grouping(category) = 0 then concat('cost ', category)
      when grouping(benefit) = 0 then concat('cost ', benefit)
      else 'cost total'
    end as metric,
    case
      when grouping(category) = 0 then concat('Plan paid PMPM: ', category)
      when grouping(benefit) = 0 then concat('Plan paid PMPM: ', benefit)
      else 'Plan paid PMPM'
    end as label,
    sum(paid) as paid
  from cost
  group by grouping sets ((month), (month, benefit), (month, category))
),

member_share as (
  select
    incurred_month as month,
    category_1 as category,
    sum(member_cost) as member_cost,
    sum(allowed) as allowed
  from marts.cost_total
  semi join heavy using (category_1)
  where member_cost is not null
  group by all
  having
    sum(allowed) > 0
    and sum(member_cost) > 0
),

price_base as (
  select
    category_2,
    unit,
    code_kind,
    code,
    place,
    sum(priced) / sum(services) as price
  from marts.driver_total
  where incurred_month <= $to
  group by all
  having sum(services) > 0
),

price as (
  select
    month,
    claim_type,
    sum(services) as services,
    sum(priced) as priced,
    sum(cast(services * price as decimal(38, 6))) as usual
  from (
    select
      line.incurred_month as month,
      line.claim_type,
      sum(line.priced) as priced,
      sum(line.services) as services,
      max(price_base.price) as price
    from marts.driver_total as line
    join price_base using (category_2, unit, code_kind, code, place)
    group by
      line.incurred_month,
      line.claim_type,
      line.category_2,
      line.unit,
      line.code_kind,
      line.code,
      line.place
    having sum(line.services) > 0
  )
  group by
    month,
    claim_type
),

drug as (
  select
    incurred_month as month,
    left(cast(code as varchar), 9) as product,
    category_2,
    sum(services) as days,
    sum(paid) as paid
  from marts.driver_total
  where unit = 'day'
  group by all
),

-- Drugs of some weight: one in two hundred of pharmacy dollars in any year.
drug_year as (
  select
    product,
    year(month) as year,
    sum(paid) as paid
  from drug
  where month <= $to
  group by
    product,
    year(month)
),

weighty as (
  select distinct product
  from (
    select
      product,
      paid >= 0.005 * sum(paid) over (partition by year) as is_weighty
    from drug_year
  )
  where is_weighty
),

drug_name as (
  select
    left(ndc, 9) as product,
    min(name) as name
  from marts.drug
  where name is not null
  group by left(ndc, 9)
),

watched as (
  select
    line.incurred_month as month,
    watch_drug.watch_list,
    sum(line.paid) as paid
  from marts.driver_total as line
  join marts.watch_drug
    on watch_drug.ndc = cast(line.code as varchar)
  where line.unit in ('day', 'fill')
  group by all
),

feed as (
  select
    month,
    benefit,
    data_source,
    lines,
    denied_lines,
    dated_lines,
    days_to_pay
  from marts.feed_month
),

metric as (
  select 'cost' as area, metric, label, 'usd_pmpm' as unit, 'rate' as shape, month, cast(paid as decimal(38, 6)) as amount, null as counted, null as base
  from cost_part
  union all
  select 'cost', 'cost dearest', 'Plan paid for the member who cost most in the month', 'usd', 'amount', month, paid, null, 1
  from marts.dearest_month
  union all
  select 'cost', concat('member share ', category), concat('Members’ share of allowed: ', category), 'ratio', 'amount', month, member_cost, null, allowed
  from member_share
  union all
  select 'use', concat('use ', measure), label, 'per_1000', 'rate', month, sum(count) * 12000, sum(count), null
  from marts.use_total
  join marts.use_measure using (measure)
  group by measure, label, month
  union all
  select 'price', concat('price ', claim_type), concat('Unit price, 1 is the mean of all months: ', claim_type), 'count', 'amount', month, priced,
    -- What a stay costs differs most: two of them say as much as one of what is counted.
    case claim_type when 'Inpatient facility' then services / 2.0 end, usual
  from price
  union all
  select 'enrollment', 'members', 'Members', 'members', 'stock', month, members, null, 1
  from enrolled
  union all
  select 'enrollment', 'contracts', 'Contracts', 'contracts', 'stock', month, contracts, null, 1
  from enrolled
  union all
  select 'enrollment', 'aged 55', 'Share of members aged 55 and over', 'ratio', 'stock', month,
    sum(member_months) filter (where age_band in ('55-64', '65+')), null, sum(member_months)
  from marts.member_age
  group by month
  union all
  select 'claims', concat('lines ', benefit), concat('Claim lines per 1,000 members: ', benefit), 'per_1000', 'rate', month, sum(lines) * 12000, sum(lines), null
  from feed
  group by benefit, month
  union all
  select 'claims', concat('denied ', benefit), concat('Share of lines denied: ', benefit), 'ratio', 'amount', month, sum(denied_lines), sum(denied_lines), sum(lines)
  from feed
  group by benefit, month
  having sum(denied_lines) > 0
  union all
  select 'claims', concat('days to pay ', benefit), concat('Days from service to payment, of lines paid within 90: ', benefit), 'days', 'amount', month, sum(days_to_pay), null, sum(dated_lines)
  from feed
  group by benefit, month
  union all
  select 'claims', concat('source ', benefit, ' ', data_source), concat('Claim lines per 1,000 members from ', data_source, ' (', benefit, ')'), 'per_1000', 'source', month, lines * 12000, lines, null
  from feed
  union all
  select 'drugs', 'generic days', 'Share of days supply that is generic', 'ratio', 'amount', month,
    sum(days) filter (where category_2 = 'Generic drugs'), null, sum(days)
  from drug
  group by month
  union all
  select 'drugs', concat('drug ', product), concat('Days supply per 1,000 members: ', coalesce(max(drug_name.name), lower(max(cast(category_2 as varchar)))), ', drug ', product), 'per_1000', 'rate', month,
    sum(days) * 12000, sum(days) / 30, null
  from drug
  semi join weighty using (product)
  left join drug_name using (product)
  group by product, month
  union all
  select 'drugs', concat('watch ', watch_list), concat('Plan paid PMPM on the watch list ', watch_list), 'usd_pmpm', 'rate', month, paid, null, null
  from watched
)

select
  metric.area,
  metric.metric,
  metric.label,
  metric.unit,
  metric.shape,
  metric.month,
  metric.amount,
  cast(metric.counted as double) as counted,
  coalesce(cast(metric.base as decimal(38, 6)), case when metric.shape in ('rate', 'source') then cast(enrolled.member_months as decimal(38, 6)) end) as base,
  (select last_paid_date from marts.data_span) as last_paid_date
from metric
left join enrolled using (month)
where
  metric.month <= $to
  and metric.month >= (select greatest(first_service_month, coalesce(first_member_month, first_service_month)) from marts.data_span)
  and (
    $watch is null
    or list_contains($watch, 'outside')
    or list_contains($watch, 'all')
    or list_contains($watch, metric.area)
  )
order by
  metric.area,
  metric.metric,
  metric.month
