/*
table: core.id_crosswalk
needs: [work.crosswalk_group, work.crosswalk_node, work.crosswalk_pair]
grain: one row per kind of number and pair of numbers that a source or a person says are one
why: what was joined, on whose word, and what was not
state: joined, or why not, decided apart, born on different days, a number paired with many others, or a card that several people share
*/
select
  pair.id_kind,
  pair.old_id,
  pair.new_id,
  pair.data_source,
  pair.effective_from,
  pair.load_number,
  pair.record_id,
  case
    when pair.is_apart then 'decided apart'
    when pair.is_crowded then 'paired with many'
    when before.birth_date <> since.birth_date or joined.has_several_births then 'born on different days'
    when before.is_shared or since.is_shared then 'shared by several people'
    else 'joined'
  end as state
from work.crosswalk_pair as pair
join work.crosswalk_node as before
  on before.node = pair.old_node
join work.crosswalk_node as since
  on since.node = pair.new_node
join work.crosswalk_group as joined
  on joined.node = pair.old_node
order by
  pair.id_kind,
  pair.old_id,
  pair.new_id
