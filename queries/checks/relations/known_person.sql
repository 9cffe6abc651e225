/*
relation: known_person
with: [eligibility]
grain: one row per person that the enrollment knows
why: one birth, one sex and one day of death for each, and whether they differ
*/
select
  person_id,
  min(birth_date) as birth_date,
  max(death_date) as death_date,
  min(birth_date) <> max(birth_date) as has_births,
  min(sex) <> max(sex) as has_sexes
from (
  select
    eligibility.person_id,
    eligibility.birth_date,
    eligibility.death_date,
    coalesce(word.meaning, lower(eligibility.gender)) as sex
  from known.eligibility
  left join reference.word as word
    on word.field = 'sex'
    and word.word = lower(eligibility.gender)
)
group by person_id
