/*
relation: paid_month
grain: one row per table, source and paid month, of this load and earlier ones
why: rows and dollars beside the neighbours; a claim counts with ten thousand dollars at most, for one very dear claim makes no month strange
*/
with claim as (
  select 'medical_claim' as table_name, data_source, paid_date, paid_amount, true as is_staged from staged.medical_claim
  union all
  select 'medical_claim', data_source, paid_date, paid_amount, false from held.medical_claim
  union all
  select 'pharmacy_claim', data_source, paid_date, paid_amount, true from staged.pharmacy_claim
  union all
  select 'pharmacy_claim', data_source, paid_date, paid_amount, false from held.pharmacy_claim
)

select
  table_name,
  data_source,
  date_trunc('month', paid_date)::date as month,
  bool_or(is_staged) as is_staged,
  count(*) as lines,
  sum(least(paid_amount, 10000)) as paid
from claim
where paid_date is not null
group by all
