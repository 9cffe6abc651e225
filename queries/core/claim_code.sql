/*
table: work.claim_code
enums: [drg_code_type]
needs: [loads.medical_claim, core.code]
grain: one row per bill type, admission type and DRG as a source writes them on one line
why: standard codes and their groups, found once for each combination and not on every line
*/
with source as (
  select
    bill_type_code,
    admit_type_code,
    drg_code_type,
    drg_code
  from loads.medical_claim
  group by all
)

select
  source.*,
  bill_type.code as standard_bill_type,
  admit_type.code as standard_admit_type,
  ms_drg.code as standard_drg,
  coalesce(bill_type.code_group, '(none)') as bill_type_group,
  coalesce(admit_type.code_group, '(none)') as admit_type_group,
  case
    when ltrim(source.drg_code, '0') <> '' and starts_with(lower(source.drg_code_type), 'apr') then 'apr-drg'
    else coalesce(ms_drg.code_group, '(none)')
  end as drg_group
from source
left join core.code as bill_type
  on bill_type.code_system = 'bill_type'
  and bill_type.source_code = source.bill_type_code
left join core.code as admit_type
  on admit_type.code_system = 'admit_type'
  and admit_type.source_code = source.admit_type_code
left join core.code as ms_drg
  on ms_drg.code_system = 'ms_drg'
  and ms_drg.source_code = source.drg_code
