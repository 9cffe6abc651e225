/*
table: work.facility_claim
needs: [work.facility_line]
grain: one row per institutional claim with a line that was paid
why: bill type, DRG and admission type hold for the whole claim, though a source may give them on one line of it
facility_profile: a number for each combination of what the claim as a whole shows; a professional claim has 0
*/
with claim as (
  select
    source_key,
    claim_id,
    -- '(none)' and '(other)' sort before every name, so a code that says something wins.
    max(bill_type_group) as bill_type_group,
    max(admit_type_group) as admit_type_group,
    max(drg_group) as drg_group,
    bool_or(is_room_and_board) as room_and_board
  from work.facility_line
  group by
    source_key,
    claim_id
),

placed as (
  select
    *,
    -- The bill type decides where there is one: a few sources put a DRG on outpatient claims too.
    cast(case
      when starts_with(bill_type_group, 'inpatient') then 'inpatient facility'
      when not starts_with(bill_type_group, '(') then 'outpatient facility'
      when not starts_with(drg_group, '(') or room_and_board then 'inpatient facility'
      else 'outpatient facility'
    end as enum('inpatient facility', 'outpatient facility', 'professional')) as setting
  from claim
),

profile as (
  select
    setting,
    bill_type_group,
    admit_type_group,
    drg_group,
    cast(row_number() over (order by setting, bill_type_group, admit_type_group, drg_group) as smallint) as facility_profile
  from placed
  group by
    setting,
    bill_type_group,
    admit_type_group,
    drg_group
)

select
  placed.source_key,
  placed.claim_id,
  profile.*
from placed
join profile using (setting, bill_type_group, admit_type_group, drg_group)
