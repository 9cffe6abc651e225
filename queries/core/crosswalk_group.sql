/*
table: work.crosswalk_group
needs: [work.crosswalk_node, work.crosswalk_pair]
grain: one row per number in a crosswalk, and per person whom such a number names
why: numbers that are joined, however long the chain and whatever the ring, are one group
group_key: the least of the group's numbers
has_several_births: the group would make one of people who were born on different days
*/
with pair as (
  select
    before.node_key as from_key,
    since.node_key as to_key
  from work.crosswalk_pair as pair
  join work.crosswalk_node as before
    on before.node = pair.old_node
  join work.crosswalk_node as since
    on since.node = pair.new_node
  where
    not pair.is_apart
    and not pair.is_crowded
    and coalesce(before.birth_date = since.birth_date, true)
  union all
  select
    card.node_key,
    person.node_key
  from work.crosswalk_node as card
  join work.crosswalk_node as person
    on person.node = 'person ' || card.person_id
  where card.id_kind = 'member'
),

edge as materialized (
  select from_key, to_key from pair
  union
  select to_key, from_key from pair
),

-- Each number is handed on to greater ones alone: the least of a group still reaches all of it.
reached as (
  with recursive step as (
    select
      node_key,
      node_key as group_key
    from work.crosswalk_node
    union
    select
      edge.to_key,
      step.group_key
    from step
    join edge
      on edge.from_key = step.node_key
    where step.group_key < edge.to_key
  )
  select
    node_key,
    min(group_key) as group_key
  from step
  group by node_key
),

grouped as (
  select
    node.*,
    reached.group_key
  from work.crosswalk_node as node
  join reached using (node_key)
)

select
  *,
  coalesce(min(birth_date) over same_group <> max(birth_date) over same_group, false) as has_several_births
from grouped
window same_group as (partition by group_key)
