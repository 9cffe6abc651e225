/*
view: core.medical_claim_version
absent: loads.medical_claim
needs: [core.medical_line, core.service_category]
grain: one row per line of a medical claim as it was loaded; every version, denied and pended lines included
why: each line with the name of its service; dollars add up over the versions where is_paid
*/
select
  line.* exclude (claim_service_rank) replace (
    coalesce(line.claim_root, line.claim_id) as claim_root,
    nullif(coalesce(line.source_person_id, line.person_id), '') as source_person_id
  ),
  service.category,
  service.service,
  service.service_category_1,
  service.service_category_2,
  service.service_category_3,
  whole_claim.service as claim_service
from core.medical_line as line
left join core.service_category as service
  on service.service_rank = line.service_rank
left join core.service_category as whole_claim
  on whole_claim.service_rank = line.claim_service_rank
