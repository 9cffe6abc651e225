/*
check: month-missing
title: Months without a row
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [paid_date]
with: [work.paid_month, work.vendor_month]
message: "Between the first and the last paid month there is nothing for {rows} {rows: month|months}: {what}."
remedy: "A file was not sent, or not loaded. Ask the vendor for it."
source: "Planlens, from files as they arrive"
*/
with following as (
  select
    data_source,
    month,
    lag(month) over neighbour as month_before,
    least(lines, lag(lines) over neighbour) as lines_beside,
    median(lines) over (partition by data_source) as usual_lines,
    is_staged
  from work.paid_month
  where table_name = '{table}'
  window neighbour as (partition by data_source order by month)
),

-- A load of the same vendor may name another source, or none.
own as (
  select distinct data_source, vendor
  from work.vendor_month
  where
    table_name = '{table}'
    and is_staged
),

elsewhere as (
  select distinct own.data_source, vendor_month.month
  from own
  inner join work.vendor_month
    on vendor_month.vendor = own.vendor
    and vendor_month.table_name = '{table}'
  anti join own as other
    on other.data_source = vendor_month.data_source
)

-- A contract that has ended is paid out in months with little or nothing.
select
  null as source_file,
  null as source_row,
  strftime(gap.month, '%Y-%m') as what
from following
cross join unnest(
  generate_series((following.month_before + interval 1 month)::timestamp, (following.month - interval 1 month)::timestamp, interval 1 month)
) as gap(month)
anti join elsewhere
  on elsewhere.month = gap.month
  and elsewhere.data_source is not distinct from following.data_source
where
  following.is_staged
  and following.month_before < following.month - interval 1 month
  and following.lines_beside >= 0.1 * following.usual_lines
