/*
table: core.person_number
needs: [loads.eligibility, loads.medical_claim, loads.pharmacy_claim, work.id_alias]
grain: one row per number by which the enrollment or the claims name a person; a member's number only where a line has no other
why: lines of every source find their person, whatever number they carry; nothing that a source says is written over
number_key: the person's number as it is written, or '(member) ' and the member's
matched_by: how the number finds the enrollment, by itself, by the member's number, by a crosswalk, or not at all
other_person_id: the person, where that is not the person's number that the line carries
*/
with enrolled as materialized (
  select
    enrollment.person_id,
    enrollment.member_id,
    coalesce(person_alias.known_as, member_alias.known_as, enrollment.person_id) as known_as
  from (select distinct person_id, member_id from loads.eligibility) as enrollment
  left join work.id_alias as person_alias
    on person_alias.id_kind = 'person'
    and person_alias.id = enrollment.person_id
  left join work.id_alias as member_alias
    on member_alias.id_kind = 'member'
    and member_alias.id = case when enrollment.person_id is null then enrollment.member_id end
),

-- A card that several people share names none of them.
card as (
  select
    member_id,
    min(known_as) as known_as
  from enrolled
  where member_id is not null
  group by member_id
  having min(known_as) = max(known_as)
),

written as (
  select
    person_id,
    null as member_id
  from (
    select person_id from enrolled
    union
    select person_id from loads.medical_claim
    union
    select person_id from loads.pharmacy_claim
  )
  where person_id is not null
  union all
  select
    null,
    member_id
  from (
    select member_id from enrolled where person_id is null
    union
    select member_id from loads.medical_claim where person_id is null
    union
    select member_id from loads.pharmacy_claim where person_id is null
  )
),

found as (
  select
    written.person_id as source_person_id,
    written.member_id,
    own.person_id is not null as is_own,
    card.known_as is not null as has_card,
    coalesce(
      person_alias.known_as,
      member_alias.known_as,
      written.person_id,
      card.known_as,
      written.member_id,
      '(not given)'
    ) as person_id
  from written
  left join work.id_alias as person_alias
    on person_alias.id_kind = 'person'
    and person_alias.id = written.person_id
  left join work.id_alias as member_alias
    on member_alias.id_kind = 'member'
    and member_alias.id = written.member_id
  left join card
    on card.member_id = written.member_id
  left join (select distinct person_id from enrolled) as own
    on own.person_id = written.person_id
),

enrolled_person as (
  select distinct coalesce(known_as, member_id) as person_id
  from enrolled
)

select
  coalesce(found.source_person_id, '(member) ' || found.member_id, '(not given)') as number_key,
  found.person_id,
  case
    when found.person_id is distinct from coalesce(found.source_person_id, '(not given)') then found.person_id
  end as other_person_id,
  cast(dense_rank() over (order by found.person_id) as integer) as person_key,
  case
    when found.is_own then 'enrollment'
    when found.has_card then 'member number'
    when enrolled_person.person_id is not null then 'crosswalk'
    else 'none'
  end as matched_by
from found
left join enrolled_person using (person_id)
