/*
view: core.pharmacy_claim_version
absent: loads.pharmacy_claim
needs: [core.pharmacy_line, core.service_category]
grain: one row per fill line as it was loaded; every version, denied and pended lines included
why: each line with the name of its service; dollars add up over the versions where is_paid
*/
select
  line.* replace (
    coalesce(line.claim_root, line.claim_id) as claim_root,
    nullif(coalesce(line.source_person_id, line.person_id), '') as source_person_id
  ),
  service.category,
  service.service
from core.pharmacy_line as line
left join core.service_category as service using (service_rank)
