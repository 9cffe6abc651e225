/*
check: last-month-thin
title: The newest month far below those before
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [paid_date, paid_amount]
with: [work.paid_month]
message: "The newest paid month, {what}, has less than half the rows or dollars of the months before."
remedy: "A file is missing in part, or the month is not over. Compare with the vendor's check register."
source: "Planlens, from files as they arrive"
*/
with ranked as (
  select
    *,
    row_number() over (partition by data_source order by month desc) as newest
  from work.paid_month
  where table_name = '{table}'
),

compared as (
  select
    data_source,
    max(month) as month,
    bool_or(is_staged) filter (newest = 1) as is_staged,
    max(lines) filter (newest = 1) as lines,
    max(paid) filter (newest = 1) as paid,
    min(lines) filter (newest between 2 and 4) as least_lines,
    min(paid) filter (newest between 2 and 4) as least_paid,
    max(lines) filter (newest between 2 and 4) as most_lines
  from ranked
  group by data_source
  having count(*) >= 4
)

-- Where the months before differ among themselves, as at the end of a contract, nothing can be said of the last.
select
  null as source_file,
  null as source_row,
  strftime(month, '%Y-%m') as what
from compared
where
  is_staged
  and least_lines >= 100
  and most_lines < 1.5 * least_lines
  and (lines < 0.5 * least_lines or paid < 0.4 * least_paid)
