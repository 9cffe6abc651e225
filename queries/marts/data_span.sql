/*
table: marts.data_span
needs: [core.medical_claim_version, core.pharmacy_claim_version, marts.member_month]
grain: one row
why: which months the data covers, and what the sources do not give
*/
with line as (
  select
    'medical' as benefit,
    service_date,
    paid_date,
    paid_amount,
    allowed_amount
  from core.medical_claim_version
  where is_paid
  union all
  select
    'pharmacy',
    service_date,
    paid_date,
    paid_amount,
    allowed_amount
  from core.pharmacy_claim_version
  where is_paid
),

claims as (
  select
    cast(date_trunc('month', min(service_date)) as date) as first_service_month,
    max(service_date) as last_service_date,
    min(paid_date) as first_paid_date,
    max(paid_date) as last_paid_date,
    count_if(benefit = 'medical') as medical_lines,
    count_if(benefit = 'pharmacy') as pharmacy_lines,
    count_if(paid_date is null) as lines_without_paid_date,
    count_if(service_date is null) as lines_without_service_date,
    count_if(allowed_amount is null) as lines_without_allowed,
    count_if(paid_amount is null) as lines_without_paid
  from line
),

members as (
  select
    min(month) filter (where member_months > 0) as first_member_month,
    max(month) filter (where member_months > 0) as last_member_month,
    count(contract_key) > 0 as contracts_given
  from marts.member_month
)

select
  claims.*,
  members.*
from claims
cross join members
