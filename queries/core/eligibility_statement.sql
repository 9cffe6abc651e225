/*
table: core.eligibility_statement
needs: [loads.eligibility, core.person_number, reference.word, work.id_alias]
grain: one row per row of the enrollment as it was loaded
why: what was known when; each word on a span with the word that it replaced, so that member months can be counted as first reported and as they are now
span: a span is named by source, person, card, first day, plan and benefit, and by nothing where rows do not carry the date of their file
is_current: the latest word on its span
stands: the latest word, and not one that takes the span back ('void')
known_until: with known_from, the dates of the file that said so and of the file that said otherwise
*/
with stated as (
  select
    *,
    file_date is null or row_number() over later_first = 1 as is_current,
    case when file_date is not null then lag(file_date) over later_first end as known_until,
    case when file_date is not null then lead(load_number) over later_first end as replaces_load,
    case when file_date is not null then lead(file_date) over later_first end as replaces_file_date,
    case when file_date is not null then lead(enrollment_end_date) over later_first end as replaces_end_date,
    case when file_date is not null then lead(enrollment_status) over later_first end as replaces_status
  from loads.eligibility
  window later_first as (
    partition by
      file_date is null,
      data_source,
      person_id,
      member_id,
      enrollment_start_date,
      plan,
      benefit
    order by
      file_date desc,
      load_number desc,
      source_file desc,
      source_row desc
  )
),

-- Rows without a first day tell of the person alone.
person_fact as (
  select
    person_id,
    max(birth_date) as birth_date,
    max(death_date) as death_date,
    max(gender) as gender,
    max(state) as state
  from loads.eligibility
  where enrollment_start_date is null
  group by person_id
),

benefit_bit as (
  select
    unnest(['medical', 'pharmacy', 'dental', 'vision', 'life', 'disability']) as benefit,
    unnest([1, 2, 4, 8, 16, 32]) as benefit_bit
),

benefit_word as (
  select
    word.word,
    bit_or(benefit_bit.benefit_bit) as benefit_mask
  from reference.word
  join benefit_bit
    on benefit_bit.benefit = word.meaning
  where word.field = 'benefit'
  group by word.word
)

select
  l.* replace (
    nullif(number.person_id, '(not given)') as person_id,
    coalesce(l.birth_date, person_fact.birth_date) as birth_date,
    coalesce(l.death_date, person_fact.death_date) as death_date,
    coalesce(l.gender, person_fact.gender) as gender,
    coalesce(l.state, person_fact.state) as state
  ),
  l.person_id as source_person_id,
  number.person_key,
  coalesce(contract.known_as, l.subscriber_id) as contract_id,
  -- The year 2099 and later stand for an end that is not known.
  case when l.enrollment_end_date < date '2099-01-01' then l.enrollment_end_date end as coverage_end_date,
  coalesce(sex.meaning, '(not given)') as sex,
  coalesce(
    relationship.meaning,
    l.subscriber_relation,
    case when l.subscriber_id = l.member_id then 'Subscriber' end,
    '(not given)'
  ) as relationship,
  -- A span that names no benefit covers medical care and drugs.
  cast(case when l.benefit is null then 3 else coalesce(benefit_word.benefit_mask, 64) end as tinyint) as benefit_mask,
  l.file_date as known_from,
  l.is_current and (l.file_date is null or lower(l.enrollment_status) is distinct from 'void') as stands
from stated as l
join core.person_number as number
  on number.number_key = coalesce(l.person_id, '(member) ' || l.member_id, '(not given)')
left join person_fact
  on person_fact.person_id = l.person_id
left join work.id_alias as contract
  on contract.id_kind = 'subscriber'
  and contract.id = l.subscriber_id
left join reference.word as sex
  on sex.field = 'sex'
  and sex.word = lower(coalesce(l.gender, person_fact.gender))
left join reference.word as relationship
  on relationship.field = 'relationship'
  and relationship.word = lower(l.subscriber_relation)
left join benefit_word
  on benefit_word.word = lower(l.benefit)
