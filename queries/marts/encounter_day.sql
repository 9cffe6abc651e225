/*
table: work.encounter_day
needs: [work.encounter]
grain: one row per person and day of a stay or visit
why: what others bill for those days belongs to it; of several on one day, first the admission, then what began last
*/
with encounter_day as (
  select
    person_key,
    cast(unnest(generate_series(least(first_service_date, start_date), end_date, interval 1 day)) as date) as day,
    encounter_key,
    kind,
    start_date,
    end_date,
    day_rank
  from work.encounter
  where
    day_rank is not null
    -- A stay without an end in sight is a date mistyped: what it would take is not its own.
    and end_date - least(first_service_date, start_date) < 1000
),

-- Who comes back to the emergency department on the day of discharge begins a visit of its own.
ranked as (
  select
    person_key,
    day,
    encounter_key,
    if(kind in ('admission', 'newborn admission') and day = end_date and day > start_date, 5, day_rank) as day_rank
  from encounter_day
)

select
  person_key,
  day,
  cast(max((100 - day_rank) * 4294967296 + encounter_key) % 4294967296 as integer) as encounter_key
from ranked
group by
  person_key,
  day
