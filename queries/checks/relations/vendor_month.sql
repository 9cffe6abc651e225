/*
relation: vendor_month
grain: one row per table, vendor, source and paid month, of this load and earlier ones
why: which months a vendor has sent, under whatever name of the source
*/
with counted as (
  select 'medical_claim' as table_name, null as load_number, source_file, data_source, date_trunc('month', paid_date)::date as month
  from staged.medical_claim
  where paid_date is not null
  group by all
  union
  select 'medical_claim', load_number, source_file, data_source, date_trunc('month', paid_date)::date
  from held.medical_claim
  where paid_date is not null
  group by all
  union
  select 'pharmacy_claim', null, source_file, data_source, date_trunc('month', paid_date)::date
  from staged.pharmacy_claim
  where paid_date is not null
  group by all
  union
  select 'pharmacy_claim', load_number, source_file, data_source, date_trunc('month', paid_date)::date
  from held.pharmacy_claim
  where paid_date is not null
  group by all
)

select
  counted.table_name,
  coalesce(sender.vendor, '') as vendor,
  counted.data_source,
  counted.month,
  bool_or(counted.load_number is null) as is_staged
from counted
left join work.senders as sender
  on sender.load_number is not distinct from counted.load_number
  and sender.source_file = counted.source_file
group by all
