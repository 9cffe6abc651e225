/*
relation: versioned_line
with: [work.claim_version]
grain: one row per paid line of a claim that was reversed, adjusted or corrected
why: with the amount and the words by which a version is told from another
*/
select
  version.benefit,
  version.load_number,
  version.source_file,
  version.source_row,
  version.claim_root,
  line.data_source,
  line.claim_line_number,
  line.paid_amount,
  coalesce(nullif(line.charge_amount, 0), nullif(line.allowed_amount, 0), nullif(line.paid_amount, 0))
    * case when line.quantity < 0 and coalesce(nullif(line.charge_amount, 0), nullif(line.allowed_amount, 0), nullif(line.paid_amount, 0)) > 0 then -1 else 1 end
    as amount,
  is_reversal(line.line_type) or is_reversal(line.claim_status) as is_called_reversal
from work.claim_version as version
join (
  select 'medical' as benefit, load_number, source_file, source_row, data_source, claim_line_number, paid_amount, allowed_amount, charge_amount, null::decimal(18, 3) as quantity, line_type, claim_status
  from loads.medical_claim
  union all
  select 'pharmacy', load_number, source_file, source_row, data_source, claim_line_number, paid_amount, allowed_amount, charge_amount, quantity, line_type, claim_status
  from loads.pharmacy_claim
) as line using (benefit, load_number, source_file, source_row)
