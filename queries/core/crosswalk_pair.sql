/*
table: work.crosswalk_pair
needs: [loads.id_crosswalk, loads.crosswalk_record, loads.eligibility]
grain: one row per kind of number and pair of numbers that a source or a person says are one
why: what loads and decisions say, before it is believed
is_apart: somebody decided that the two are not one
is_crowded: one of the two is paired with so many others that it is a stand-in and nobody's number
*/
with said as (
  select
    coalesce(id_kind, 'person|member') as id_kinds,
    old_id,
    new_id,
    coalesce(data_source, '(not given)') as data_source,
    effective_from,
    load_number,
    null as record_id,
    false as is_apart
  from loads.id_crosswalk
  union all
  select
    coalesce(id_kind, 'person|member'),
    old_id,
    new_id,
    coalesce(data_source, '(decided)'),
    effective_from,
    null,
    record_id,
    decision = 'apart'
  from loads.crosswalk_record
),

of_kind as (
  select
    unnest(string_split(id_kinds, '|')) as id_kind,
    * exclude (id_kinds)
  from said
),

-- Where members' numbers are the contract's with something behind it, they change with it.
with_members as (
  select * from of_kind
  union all
  select
    'member',
    before.member_id,
    since.member_id,
    pair.data_source,
    pair.effective_from,
    pair.load_number,
    pair.record_id,
    pair.is_apart
  from of_kind as pair
  join loads.eligibility as before
    on before.subscriber_id = pair.old_id
    and starts_with(before.member_id, pair.old_id)
  join loads.eligibility as since
    on since.subscriber_id = pair.new_id
    and since.member_id = pair.new_id || substr(before.member_id, length(pair.old_id) + 1)
    and since.birth_date = before.birth_date
  where pair.id_kind = 'subscriber'
)

select
  id_kind,
  old_id,
  new_id,
  id_kind || ' ' || old_id as old_node,
  id_kind || ' ' || new_id as new_node,
  string_agg(distinct data_source, ', ' order by data_source) as data_source,
  min(effective_from) as effective_from,
  min(load_number) as load_number,
  min(record_id) as record_id,
  bool_or(bool_or(is_apart)) over (partition by id_kind, least(old_id, new_id), greatest(old_id, new_id)) as is_apart,
  greatest(
    count(*) over (partition by id_kind, old_id),
    count(*) over (partition by id_kind, new_id)
  ) > 20 as is_crowded
from with_members
where old_id <> new_id
group by
  id_kind,
  old_id,
  new_id
