/*
table: marts.member_attribute
enums: [plan, coverage_tier, member_status, bargaining_unit, employer_group, employer_type, relationship, age_band, sex, region]
needs: [work.span]
grain: one row per combination of what a person is known by, with each age band; key 0 is who was not enrolled
why: a month of coverage and a claim hold one number instead of ten words
attribute_key: attribute_set × 8 + the number of the age band
*/
with age_band as (
  select
    unnest(range(8)) as age_band_number,
    unnest(['(not given)', '0-17', '18-25', '26-34', '35-44', '45-54', '55-64', '65+']) as age_band
),

attribute_set as (
  select distinct
    attribute_set,
    plan,
    coverage_tier,
    member_status,
    bargaining_unit,
    employer_group,
    employer_type,
    relationship,
    sex,
    region
  from work.span
)

select
  cast(attribute_set * 8 + age_band_number as integer) as attribute_key,
  plan,
  coverage_tier,
  member_status,
  bargaining_unit,
  employer_group,
  employer_type,
  relationship,
  age_band,
  sex,
  region,
  true as enrolled
from attribute_set
cross join age_band
union all
select
  0,
  '(none)',
  '(none)',
  '(none)',
  '(none)',
  '(none)',
  '(none)',
  '(none)',
  '(none)',
  '(none)',
  '(none)',
  false
order by attribute_key
