/*
table: core.facility_claim
needs: [core.medical_claim_version]
grain: one row per institutional claim with a line that was paid
why: bill type, DRG and admission type hold for the whole claim, though a source may give them on one line of it
*/
with claim as (
  select
    coalesce(data_source, '') as data_source,
    claim_id,
    -- '(none)' and '(other)' sort before every name, so a code that says something wins.
    max(bill_type_group) as bill_type_group,
    max(admit_type_group) as admit_type_group,
    max(drg_group) as drg_group,
    bool_or(coalesce(revenue_center_code between '0100' and '0219', false)) as room_and_board
  from core.medical_claim_version
  where
    claim_type = 'institutional'
    and coalesce(claim_status, 'paid') not in ('denied', 'pended')
  group by
    coalesce(data_source, ''),
    claim_id
)

select
  data_source,
  claim_id,
  bill_type_group,
  admit_type_group,
  drg_group,
  -- The bill type decides where there is one: a few sources put a DRG on outpatient claims too.
  case
    when starts_with(bill_type_group, 'inpatient') then 'inpatient facility'
    when not starts_with(bill_type_group, '(') then 'outpatient facility'
    when not starts_with(drg_group, '(') or room_and_board then 'inpatient facility'
    else 'outpatient facility'
  end as setting
from claim
