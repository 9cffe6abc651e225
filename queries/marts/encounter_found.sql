/*
table: work.encounter
needs: [work.stay, work.visit]
grain: one row per stay and visit
why: numbers them, by their first day, so that a line can say which it belongs to
days: discharge less admission and at least 1; of hospice, which is paid by the day, the first and the last day both count
day_rank: a day of several belongs to the least
*/
with encounter as (
  select
    person_key,
    kind,
    first_order,
    start_date,
    end_date,
    first_service_date,
    case kind when 'hospice stay' then end_date - start_date + 1 else greatest(end_date - start_date, 1) end as days,
    facility,
    service,
    drg_code,
    diagnosis_code,
    admit_type_code,
    admit_source_code,
    disposition,
    network_tier,
    claims,
    cast(null as boolean) as ended_in_admission
  from work.stay
  union all
  select
    person_key,
    kind,
    null,
    start_date,
    end_date,
    start_date,
    case kind when 'observation stay' then greatest(end_date - start_date, 1) end,
    facility,
    case kind when 'observation stay' then 'Observation' else 'Emergency department' end,
    null,
    diagnosis_code,
    null,
    null,
    null,
    network_tier,
    claims,
    ended_in_admission
  from work.visit
)

select
  cast(row_number() over (order by start_date, kind, person_key, end_date, first_order) as integer) as encounter_key,
  *,
  case
    when kind = 'admission' then 1
    when kind = 'newborn admission' then 2
    when kind = 'emergency visit' then if(ended_in_admission, 9, 3)
    when kind = 'observation stay' then if(ended_in_admission, 10, 4)
    when kind = 'rehabilitation stay' then 6
    when kind = 'skilled nursing stay' then 7
    when kind = 'residential stay' then 8
  end as day_rank
from encounter
