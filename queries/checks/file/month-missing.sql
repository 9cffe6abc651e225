/*
check: month-missing
title: Months without a row
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [paid_date]
message: "Between the first and the last paid month there is nothing for {rows} months: {what}."
remedy: "A file was not sent, or not loaded. Ask the vendor for it."
source: "Planlens, from files as they arrive"
*/
with paid_month as (
  select
    data_source,
    date_trunc('month', paid_date)::date as month,
    bool_or(is_staged) as is_staged
  from (
    select data_source, paid_date, true as is_staged from staged.{table}
    union all
    select data_source, paid_date, false from held.{table}
  )
  where paid_date is not null
  group by all
),

following as (
  select
    month,
    lag(month) over (partition by data_source order by month) as month_before,
    is_staged
  from paid_month
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
