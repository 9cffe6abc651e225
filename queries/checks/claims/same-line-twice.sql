/*
check: same-line-twice
title: The same line twice in a file
severity: warn
kind: set
tables: [medical_claim, pharmacy_claim]
columns: [claim_id, claim_line_number]
message: "{rows} of {of} {of: row|rows} {rows: is|are} sent a second time, {amount} paid on {rows: it|them}: same claim, line, version, decision and amounts."
remedy: "They are counted as they stand, unlike rows that two files share, which count once. Ask the vendor whether they were paid twice or only sent twice."
source: "CMS T-MSIS, keys of claim headers and lines"
*/
-- What a negative line takes back may be paid anew with the same amounts.
with keyed as (
  select
    source_file,
    source_row,
    paid_amount,
    coalesce(paid_amount, 0) < 0 or coalesce(charge_amount, 0) < 0 as is_negative,
    hash(
      data_source, claim_id, claim_line_number, original_claim_id, claim_version, line_type, claim_status, adjudicated_date,
      person_id, abs(paid_amount), abs(allowed_amount), abs(charge_amount)
    ) as line_key
  from staged.{table}
),

repeated as (
  select
    line_key,
    count(*) filter (is_negative) as negatives
  from keyed
  group by line_key
  having count(*) filter (not is_negative) > 1 + negatives
)

select
  source_file,
  source_row,
  paid_amount as amount
from keyed
join repeated using (line_key)
where
  not is_negative
  and not exists (
    from work.repeats as twin
    where
      twin.table_name = '{table}'
      and twin.source_file = keyed.source_file
      and twin.source_row = keyed.source_row
  )
qualify row_number() over (partition by line_key order by source_file, source_row) > 1 + negatives
