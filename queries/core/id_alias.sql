/*
table: work.id_alias
needs: [work.crosswalk_group, work.crosswalk_pair]
grain: one row per number that a crosswalk joins to others
why: the one number by which a person or a contract is known, through every change
known_as: the number that was there first; of a ring, the least
*/
with later as (
  select distinct new_node as node from work.crosswalk_pair where not is_apart and not is_crowded
),

joined as (
  select
    member.*,
    later.node is not null
    or exists (
      from work.crosswalk_group as card
      join later using (node)
      where card.id_kind = 'member' and card.person_id = member.person_id and not member.id_kind = 'member'
    ) as is_later
  from work.crosswalk_group as member
  left join later using (node)
  where not member.has_several_births
),

first_number as (
  select
    group_key,
    arg_min(id, (case id_kind when 'member' then 1 else 0 end, is_later, id)) as known_as
  from joined
  group by group_key
  having count(*) > 1
)

select
  joined.id_kind,
  joined.id,
  first_number.known_as
from joined
join first_number using (group_key)
