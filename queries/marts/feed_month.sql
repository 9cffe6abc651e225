/*
table: marts.feed_month
needs: [core.medical_claim_version, core.pharmacy_claim_version]
grain: one row per month of service, benefit and source of the claims
why: how many lines each source sends, how many it denies and how long it takes to pay; all versions
*/
with line as (
  select
    'medical' as benefit,
    data_source,
    incurred_month,
    claim_status,
    is_paid,
    cast(paid_date - service_date as integer) as days_to_pay
  from core.medical_claim_version
  union all
  select
    'pharmacy',
    data_source,
    incurred_month,
    claim_status,
    is_paid,
    cast(paid_date - service_date as integer)
  from core.pharmacy_claim_version
)

select
  incurred_month as month,
  benefit,
  coalesce(data_source, '(not given)') as data_source,
  count(*) as lines,
  count_if(is_paid) as paid_lines,
  count_if(claim_status = 'denied') as denied_lines,
  -- So that the last months, whose slow claims are still to come, are like the others.
  count(days_to_pay) filter (where is_paid and days_to_pay <= 90) as dated_lines,
  cast(sum(days_to_pay) filter (where is_paid and days_to_pay <= 90) as bigint) as days_to_pay
from line
where incurred_month is not null
group by all
order by all
