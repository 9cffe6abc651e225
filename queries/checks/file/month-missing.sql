/*
check: month-missing
title: Months without a row
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [paid_date]
with: [work.paid_month]
message: "Between the first and the last paid month there is nothing for {rows} months: {what}."
remedy: "A file was not sent, or not loaded. Ask the vendor for it."
source: "Planlens, from files as they arrive"
*/
with following as (
  select
    month,
    lag(month) over (partition by data_source order by month) as month_before,
    is_staged
  from work.paid_month
  where table_name = '{table}'
)

select
  null as source_file,
  null as source_row,
  strftime(gap.month, '%Y-%m') as what
from following
cross join unnest(
  generate_series((following.month_before + interval 1 month)::timestamp, (following.month - interval 1 month)::timestamp, interval 1 month)
) as gap(month)
where
  following.is_staged
  and following.month_before < following.month - interval 1 month
