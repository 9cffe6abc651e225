/*
table: work.crosswalk_node
needs: [loads.eligibility, loads.medical_claim, loads.pharmacy_claim, work.crosswalk_pair]
grain: one row per number in a crosswalk, and per person whom such a number names
why: whom a number names by itself, and when that person was born
person_id: empty where the number names nobody, or several people who share a card
*/
with node as (
  select id_kind, old_id as id, old_node as node from work.crosswalk_pair
  union
  select id_kind, new_id, new_node from work.crosswalk_pair
),

card as (
  select person_id, member_id
  from loads.eligibility
  semi join (select id as member_id from node where id_kind = 'member') using (member_id)
  union
  select person_id, member_id
  from loads.medical_claim
  semi join (select id as member_id from node where id_kind = 'member') using (member_id)
  union
  select person_id, member_id
  from loads.pharmacy_claim
  semi join (select id as member_id from node where id_kind = 'member') using (member_id)
),

card_person as (
  select
    member_id,
    min(person_id) as person_id,
    min(person_id) <> max(person_id) as is_shared
  from card
  group by member_id
),

named as (
  select
    node.id_kind,
    node.id,
    node.node,
    case when node.id_kind = 'person' then node.id when not card_person.is_shared then card_person.person_id end as person_id,
    coalesce(card_person.is_shared, false) as is_shared
  from node
  left join card_person
    on card_person.member_id = case when node.id_kind = 'member' then node.id end
),

every_node as (
  select * from named
  union
  select
    'person',
    person_id,
    'person ' || person_id,
    person_id,
    false
  from named
  where person_id is not null
),

birth as (
  select
    person_id,
    arg_max(birth_date, (coalesce(file_date, date '0001-01-01'), load_number, source_file, source_row)) as birth_date
  from loads.eligibility
  semi join (select person_id from every_node) using (person_id)
  where birth_date is not null
  group by person_id
)

select
  cast(row_number() over (order by every_node.node) as integer) as node_key,
  every_node.*,
  birth.birth_date
from every_node
left join birth using (person_id)
