/*
table: work.facility_service
needs: [work.facility_line, work.facility_claim, core.service_category, work.service_profile]
grain: one row per institutional claim with a line that was paid
why: where a claim was paid as a whole its money stands on one line, and the code of that line says nothing of the claim; all its lines are then what its whole-claim rule says or, where that is no more than the rest group, what they agree on
claim_rank: the service of the claim by the rules for whole claims
whole_rank: the service of all its lines where it was paid as a whole
*/
with rank_of as (
  select max(service_rank) filter (where service = 'Outpatient hospital or clinic') as hospital_rest
  from core.service_category
),

institutional_claim as (
  select
    line.source_key,
    line.claim_id,
    facility_claim.setting,
    facility_claim.facility_profile,
    min(profile.claim_rank) as claim_rank,
    min(profile.line_rank) as least_line_rank,
    max(profile.line_rank) as greatest_line_rank,
    count_if(profile.line_rank is null and line.revenue_group not in ('(none)', 'total')) as lines_without_rank,
    min(line.claim_line_number) <> max(line.claim_line_number) as has_several_lines,
    min(line.claim_line_number) filter (where line.has_money)
      = max(line.claim_line_number) filter (where line.has_money) as has_money_on_one_line
  from work.facility_line as line
  join work.facility_claim using (claim_id, source_key)
  join work.service_profile as profile
    on profile.facility_profile = facility_claim.facility_profile
    and profile.line_profile = line.line_profile
  group by all
)

select
  source_key,
  claim_id,
  setting,
  facility_profile,
  claim_rank,
  case
    when not (has_several_lines and has_money_on_one_line) then null
    when claim_rank < hospital_rest then claim_rank
    when least_line_rank = greatest_line_rank and lines_without_rank = 0 then least_line_rank
    else claim_rank
  end as whole_rank
from institutional_claim
cross join rank_of
