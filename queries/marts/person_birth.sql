/*
table: marts.person_birth
needs: [core.eligibility]
grain: one row per person with a day of birth in the enrollment
why: ages in years; of several days that the sources give, the one of the newest row
*/
select
  person_key,
  arg_max(birth_date, (load_number, source_file, source_row)) as birth_date
from core.eligibility
where birth_date is not null
group by person_key
order by person_key
