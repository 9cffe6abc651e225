/*
table: work.crosswalk_group
needs: [work.crosswalk_node, work.crosswalk_pair]
grain: one row per number in a crosswalk, and per person whom such a number names
why: numbers that are joined, however long the chain and whatever the ring, are one group
group_node: the least of the group's numbers
has_several_births: the group would make one of people who were born on different days
*/
with pair as (
  select
    pair.old_node,
    pair.new_node
  from work.crosswalk_pair as pair
  join work.crosswalk_node as before
    on before.node = pair.old_node
  join work.crosswalk_node as since
    on since.node = pair.new_node
  where
    not pair.is_apart
    and coalesce(before.birth_date = since.birth_date, true)
),

edge as (
  select old_node as from_node, new_node as to_node from pair
  union
  select new_node, old_node from pair
  union
  select node, 'person ' || person_id from work.crosswalk_node where id_kind = 'member' and person_id is not null
  union
  select 'person ' || person_id, node from work.crosswalk_node where id_kind = 'member' and person_id is not null
),

label as (
  with recursive reached (node, group_node) using key (node) as (
    select
      node,
      node
    from work.crosswalk_node
    union
    select
      edge.to_node,
      min(reached.group_node)
    from reached
    join edge
      on edge.from_node = reached.node
    join recurring.reached as known
      on known.node = edge.to_node
    where reached.group_node < known.group_node
    group by edge.to_node
  )
  select * from reached
),

grouped as (
  select
    node.*,
    label.group_node
  from work.crosswalk_node as node
  join label using (node)
)

select
  *,
  coalesce(min(birth_date) over same_group <> max(birth_date) over same_group, false) as has_several_births
from grouped
window same_group as (partition by group_node)
