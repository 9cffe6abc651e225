/*
table: core.medical_claim
needs: [core.medical_claim_version, core.facility_claim, core.service_profile, core.service_category]
grain: one row per line of a paid medical claim; a reversal is a line of its own, so that dollars add up
why: the lines that count, each with its service category
*/
with paid_line as not materialized (
  select
    line.*,
    coalesce(line.data_source, '') as source_key,
    facility_claim.setting,
    profile.line_rank,
    profile.claim_rank
  from core.medical_claim_version as line
  left join core.facility_claim
    on facility_claim.claim_id = case when line.claim_type = 'institutional' then line.claim_id end
    and facility_claim.data_source = coalesce(line.data_source, '')
  join core.service_profile as profile
    on profile.setting = coalesce(facility_claim.setting, 'professional')
    and profile.bill_type_group = coalesce(facility_claim.bill_type_group, '(none)')
    and profile.admit_type_group = coalesce(facility_claim.admit_type_group, '(none)')
    and profile.drg_group = coalesce(facility_claim.drg_group, '(none)')
    and profile.revenue_group = line.revenue_group
    and profile.place_group = line.place_group
    and profile.procedure_group = line.procedure_group
  where coalesce(line.claim_status, 'paid') not in ('denied', 'pended')
),

rank_of as (
  select
    max(service_rank) filter (where service = 'Outpatient hospital or clinic') as hospital_rest,
    max(service_rank) filter (where service = 'Other medical services') as other
  from core.service_category
),

institutional_claim as (
  select
    source_key,
    claim_id,
    min(claim_rank) as claim_rank,
    min(line_rank) as least_line_rank,
    max(line_rank) as greatest_line_rank,
    count_if(line_rank is null and revenue_group not in ('(none)', 'total')) as lines_without_rank,
    min(claim_line_number) <> max(claim_line_number) as has_several_lines,
    min(claim_line_number) filter (where coalesce(nullif(paid_amount, 0), nullif(allowed_amount, 0)) is not null)
      = max(claim_line_number) filter (where coalesce(nullif(paid_amount, 0), nullif(allowed_amount, 0)) is not null)
      as has_money_on_one_line
  from paid_line
  where setting is not null
  group by
    source_key,
    claim_id
),

-- Where a claim was paid as a whole its money stands on one line, and the code of that line says nothing of the claim.
-- All its lines are then what its whole-claim rule says or, where that is no more than the rest group, what they agree on.
claim_service as (
  select
    source_key,
    claim_id,
    claim_rank,
    case
      when not (has_several_lines and has_money_on_one_line) then null
      when claim_rank < hospital_rest then claim_rank
      when least_line_rank = greatest_line_rank and lines_without_rank = 0 then least_line_rank
      else claim_rank
    end as whole_rank
  from institutional_claim
  cross join rank_of
),

claim_with_negative as (
  select distinct
    source_key,
    coalesce(original_claim_id, claim_id) as claim_root
  from paid_line
  where least(paid_amount, allowed_amount, charge_amount) < 0
),

-- Nothing is left of these: their dollars stay and cancel out, but they are no visit and no stay.
reversed_claim as (
  select
    line.source_key,
    coalesce(line.original_claim_id, line.claim_id) as claim_root
  from paid_line as line
  join claim_with_negative as negative
    on negative.claim_root = coalesce(line.original_claim_id, line.claim_id)
    and negative.source_key = line.source_key
  group by all
  having sum(coalesce(line.charge_amount, line.allowed_amount, line.paid_amount)) <= 0
)

select
  line.* exclude (source_key, line_rank, claim_rank, setting),
  coalesce(line.setting, 'professional') as setting,
  service.category,
  service.service,
  service.service_category_1,
  service.service_category_2,
  service.service_category_3,
  whole_claim.service as claim_service,
  line.revenue_group = 'emergency room'
    or line.procedure_group = 'emergency visit'
    or line.place_group = 'emergency room' as is_emergency,
  reversed_claim.claim_root is not null as is_reversed
from paid_line as line
cross join rank_of
left join claim_service
  on claim_service.claim_id = case when line.setting is not null then line.claim_id end
  and claim_service.source_key = line.source_key
left join reversed_claim
  on reversed_claim.claim_root = coalesce(line.original_claim_id, line.claim_id)
  and reversed_claim.source_key = line.source_key
join core.service_category as service
  on service.service_rank
    = coalesce(claim_service.whole_rank, least(line.line_rank, line.claim_rank, claim_service.claim_rank), rank_of.other)
left join core.service_category as whole_claim
  on whole_claim.service_rank = claim_service.claim_rank
