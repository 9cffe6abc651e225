/*
table: marts.readmission
needs: [marts.data_span, marts.encounter, marts.medical_coverage, reference.planned_stay]
grain: one row per admission
why: whether the patient was back in the hospital within 30 days of the discharge, and which stays can tell
left_out: why the stay cannot tell, the first reason that holds; empty for an index stay
next_key: the first admission that began within 30 days of the discharge; days_to_next from this stay's discharge to that admission
is_readmitted: that admission was not planned
*/
with stay as (
  select
    encounter_key,
    person_key,
    service,
    start_date,
    end_date,
    facility,
    coalesce(disposition, '(not given)') as disposition,
    exists(
      from reference.planned_stay as planned
      where
        (planned.code_system = 'service' and encounter.service = planned.code_from)
        or (planned.code_system = 'ms_drg' and encounter.drg_code between planned.code_from and planned.code_to)
        or (planned.code_system = 'diagnosis' and encounter.diagnosis_code between planned.code_from and planned.code_to)
        or (planned.code_system = 'admit_type' and encounter.admit_type_code between planned.code_from and planned.code_to)
    ) as is_planned,
    exists(
      from reference.planned_stay as planned
      where
        planned.code_system = 'service'
        and planned.reason = 'maternity'
        and encounter.service = planned.code_from
    ) as is_maternity
  from marts.encounter
  where kind = 'admission'
),

following as (
  select
    *,
    lead(encounter_key) over in_order as later_key,
    lead(start_date) over in_order as later_start,
    lead(facility) over in_order as later_facility,
    lead(is_planned) over in_order as later_planned
  from stay
  window in_order as (partition by person_key order by start_date, end_date, encounter_key)
),

judged as (
  select
    following.*,
    later_start - end_date as days_to_next,
    case
      when disposition in ('20', '40', '41', '42') then 'died'
      when disposition = '07' then 'left against advice'
      when disposition = '30' then 'still a patient'
      when disposition in ('02', '05', '43', '65', '66', '82', '85', '88', '93', '94') then 'transferred'
      when later_start <= end_date + 1 and later_facility <> facility then 'transferred'
      when is_maternity then 'maternity'
      when end_date + 30 > data_span.last_service_date then 'too late to tell'
      when not exists(
        from marts.medical_coverage as coverage
        where
          coverage.person_key = following.person_key
          and coverage.first_day <= following.end_date
          and coverage.last_day >= following.end_date + 30
      ) then 'not covered for 30 days'
    end as left_out
  from following
  cross join marts.data_span
)

select
  encounter_key,
  person_key,
  service,
  end_date as discharge_date,
  cast(date_trunc('month', end_date) as date) as discharge_month,
  is_planned,
  left_out,
  left_out is null as is_index,
  case when left_out is null and days_to_next <= 30 then later_key end as next_key,
  case when left_out is null and days_to_next <= 30 then days_to_next end as days_to_next,
  coalesce(left_out is null and days_to_next <= 30 and later_planned, false) as is_planned_return,
  coalesce(left_out is null and days_to_next <= 30 and not later_planned, false) as is_readmitted
from judged
order by encounter_key
