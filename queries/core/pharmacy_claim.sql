/*
view: core.pharmacy_claim
needs: [core.pharmacy_claim_version]
grain: one row per fill line in its final version
why: what is counted, a fill that was reversed does not count
*/
select *
from core.pharmacy_claim_version
where is_final
