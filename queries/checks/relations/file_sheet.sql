/*
relation: file_sheet
grain: one row per table and file of the load
why: one pass tells whether the amounts of a file can be
*/
select
  table_name,
  source_file,
  count(*) as lines,
  count(paid_amount) as paid_given,
  count(allowed_amount) as allowed_given,
  count(coalesce(charge_amount, ingredient_cost)) as charge_given,
  count(coalesce(person_id, member_id)) as person_given,
  count(*) filter (paid_amount <> 0) as paid_lines,
  count(*) filter (paid_amount <> 0 and paid_amount % 1 = 0) as whole_dollars,
  sum(paid_amount) as paid,
  sum(allowed_amount) as allowed,
  bit_xor(hash(claim_id)) as claims
from (
  select
    'medical_claim' as table_name,
    source_file,
    claim_id,
    person_id,
    member_id,
    paid_amount,
    allowed_amount,
    charge_amount,
    null::decimal(18, 2) as ingredient_cost
  from staged.medical_claim
  union all by name
  select
    'pharmacy_claim' as table_name,
    source_file,
    claim_id,
    person_id,
    member_id,
    paid_amount,
    allowed_amount,
    charge_amount,
    ingredient_cost
  from staged.pharmacy_claim
)
group by all
