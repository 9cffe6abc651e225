/*
table: work.untyped_claim
needs: [loads.medical_claim, reference.word]
grain: one row per medical claim with a line whose type the source does not say
why: a claim with a facility's codes is a facility's
*/
select
  l.data_source,
  l.claim_id,
  bool_or(coalesce(l.bill_type_code, l.revenue_center_code) is not null) as has_facility_codes
from loads.medical_claim as l
left join reference.word as claim_type
  on claim_type.field = 'claim_type'
  and claim_type.word = lower(l.claim_type)
where claim_type.meaning is null
group by
  l.data_source,
  l.claim_id
