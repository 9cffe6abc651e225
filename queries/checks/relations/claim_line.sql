/*
relation: claim_line
as: view
with: [work.claim_version]
grain: one row per paid line of the load, and of earlier loads for its persons
why: each with the number under which its claim was first sent, and whether it stands
*/
select
  line.*,
  coalesce(version.claim_root, line.claim_id) as claim_root,
  coalesce(version.is_final, true) as is_final
from (
  select
    'medical' as benefit,
    load_number,
    source_file,
    source_row,
    data_source,
    claim_id,
    claim_line_number,
    person_id,
    line_type,
    claim_status,
    coalesce(nullif(charge_amount, 0), nullif(allowed_amount, 0), nullif(paid_amount, 0)) as amount,
    paid_amount
  from loads.medical_claim
  where not is_unpaid(claim_status)
  union all
  select
    'pharmacy',
    load_number,
    source_file,
    source_row,
    data_source,
    claim_id,
    claim_line_number,
    person_id,
    line_type,
    claim_status,
    coalesce(nullif(charge_amount, 0), nullif(allowed_amount, 0), nullif(paid_amount, 0))
      * case when quantity < 0 and coalesce(nullif(charge_amount, 0), nullif(allowed_amount, 0), nullif(paid_amount, 0)) > 0 then -1 else 1 end,
    paid_amount
  from loads.pharmacy_claim
  where not is_unpaid(claim_status)
) as line
left join work.claim_version as version
  on version.benefit = line.benefit
  and version.load_number = line.load_number
  and version.source_file = line.source_file
  and version.source_row = line.source_row
