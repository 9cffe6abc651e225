/*
relation: not_final
with: [work.claim_version]
grain: one row per paid line of the load that does not stand
why: what is paid for good is paid and not in here
*/
select
  benefit,
  source_file,
  source_row
from work.claim_version
where
  load_number = 2147483647
  and not is_final
