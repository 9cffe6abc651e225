/*
view: core.medical_claim
needs: [core.medical_claim_version]
grain: one row per line of a paid medical claim in its final version
why: what is counted, a claim that was adjusted counts as it stands at last, one that was taken back does not count
*/
select *
from core.medical_claim_version
where is_final
