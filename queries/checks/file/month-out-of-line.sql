/*
check: month-out-of-line
title: A month far from its neighbours
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [paid_date, paid_amount]
with: [work.paid_month]
message: "{rows} {rows: month|months} {rows: has|have} less than half, or more than twice, the rows or dollars of both {rows: its|their} neighbours: {what}."
remedy: "A file is missing in part, or came twice. Compare with the vendor's check register."
source: "Planlens, from files as they arrive"
*/
with beside as (
  select
    *,
    lag(lines) over neighbour as lines_before,
    lead(lines) over neighbour as lines_after,
    lag(paid) over neighbour as paid_before,
    lead(paid) over neighbour as paid_after
  from work.paid_month
  where table_name = '{table}'
  window neighbour as (partition by data_source order by month)
)

select
  null as source_file,
  null as source_row,
  strftime(month, '%Y-%m') as what
from beside
where
  is_staged
  and lines_before >= 100
  and lines_after >= 100
  and (
    lines < 0.5 * least(lines_before, lines_after)
    or lines > 2 * greatest(lines_before, lines_after)
    or paid < 0.4 * least(paid_before, paid_after)
    or paid > 2.5 * greatest(paid_before, paid_after)
  )
