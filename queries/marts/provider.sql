/*
table: marts.provider
needs: [reference.provider_name]
grain: one row per provider of the directory that the plan dropped in
why: a name beside a number; without a directory there is none
*/
select
  provider,
  coalesce(name, nullif(concat_ws(', ', last_name, first_name), '')) as name
from reference.provider_name
where coalesce(name, last_name) is not null
order by provider
