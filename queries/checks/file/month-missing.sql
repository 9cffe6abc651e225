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
    lag(month) over neighbour as month_before,
    least(lines, lag(lines) over neighbour) as lines_beside,
    median(lines) over (partition by data_source) as usual_lines,
    is_staged
  from work.paid_month
  where table_name = '{table}'
  window neighbour as (partition by data_source order by month)
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
where
  following.is_staged
  and following.month_before < following.month - interval 1 month
  and following.lines_beside >= 0.1 * following.usual_lines
