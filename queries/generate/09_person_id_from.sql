/*
table: person_id_from
why: >
  The numbers that a person goes by, each from its first day to its last: a claim carries those of its service date. The
  first reaches back and the last reaches on, so that care outside the enrollment has numbers too.
*/
with numbered as (
  select person_no, from_date, person_id, member_id,
    lag(member_id) over (partition by person_no order by from_date) is distinct from member_id as starts,
    row_number() over (partition by person_no order by from_date) = 1 as first
  from enrollment
)
select person_no, case when first then date '1900-01-01' else from_date end as from_date,
  coalesce((lead(from_date) over (partition by person_no order by from_date) - 1)::DATE, date '9000-12-31') as to_date,
  person_id, member_id
from numbered where starts
