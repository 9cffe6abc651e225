/*
check: copay-not-as-designed
title: A copay that is not the plan design's
severity: warn
kind: set
tables: [medical_claim]
columns: [person_id, plan, claim_start_date, benefit_code, allowed_amount, copayment_amount]
with: [plan_design, work.not_final, work.coverage]
message: "{rows} of {of} {of: row|rows} took a copay that is not the plan's, in all {amount} too much or too little, where no out-of-pocket limit explains it."
remedy: "Have the administrator correct them; look whether a change of the design was set up in time."
source: "Planlens, adjudication against the plan design"
*/
with design as (
  select *
  from known.plan_design
  qualify row_number() over (
    partition by plan, plan_year
    order by load_number desc nulls first, source_file desc, source_row desc
  ) = 1
),

suspect as materialized (
  select
    claim.source_file,
    claim.source_row,
    claim.person_id,
    claim.claim_start_date,
    design.plan_year,
    claim.copayment_amount as copay,
    least(
      claim.allowed_amount - coalesce(claim.cob_amount, 0),
      case claim.benefit_code
        when 'office' then design.copay_office
        when 'specialist' then design.copay_specialist
        when 'urgent' then design.copay_urgent
        when 'emergency' then design.copay_emergency
        when 'preventive' then 0
      end
    ) as right_copay,
    design.limit_single,
    design.limit_member,
    design.limit_family
  from staged.medical_claim as claim
  anti join work.not_final as version
    on version.benefit = 'medical'
    and version.source_file = claim.source_file
    and version.source_row = claim.source_row
  join design
    on design.plan = claim.plan
    and design.plan_year = year(claim.claim_start_date)
  where
    not is_unpaid(claim.claim_status)
    and claim.allowed_amount >= 0
    and claim.benefit_code in ('office', 'specialist', 'urgent', 'emergency', 'preventive')
    and claim.copayment_amount <> right_copay
),

-- The contract of the span in force, or of the last one before.
suspect_contract as materialized (
  select
    suspect.*,
    span.subscriber_id,
    coalesce(regexp_full_match(lower(span.coverage_tier), '(employee|subscriber|member|retiree)( only)?|single|self|individual|ee|emp|ind'), false) as is_single
  from suspect
  join work.coverage as span
    on span.person_id = suspect.person_id
    and suspect.claim_start_date >= span.first_day
  qualify row_number() over (partition by suspect.source_file, suspect.source_row order by span.first_day desc) = 1
),

-- A person whose number has changed is known on the contract by birth and sex.
member as (
  select
    span.person_id,
    span.subscriber_id,
    coalesce(min(span.birth_date)::varchar || coalesce(min(span.gender), ''), span.person_id) as person_key
  from work.coverage as span
  semi join suspect_contract using (subscriber_id)
  group by
    span.person_id,
    span.subscriber_id
),

share as (
  select
    member.subscriber_id,
    member.person_key,
    claim.load_number,
    'medical' as benefit,
    claim.source_file,
    claim.source_row,
    year(claim.claim_start_date) as plan_year,
    coalesce(claim.adjudicated_date, claim.paid_date) as decided,
    claim.claim_id,
    claim.claim_line_number,
    try_cast(claim.claim_version as integer) as claim_version,
    claim.line_type,
    coalesce(claim.deductible_amount, 0) + coalesce(claim.copayment_amount, 0) + coalesce(claim.coinsurance_amount, 0) as spent
  from known.medical_claim as claim
  join member using (person_id)
  where not is_unpaid(claim.claim_status)
  union all
  select
    member.subscriber_id,
    member.person_key,
    claim.load_number,
    'pharmacy',
    claim.source_file,
    claim.source_row,
    year(claim.dispensing_date),
    coalesce(claim.adjudicated_date, claim.paid_date) as decided,
    claim.claim_id,
    claim.claim_line_number,
    1,
    claim.line_type,
    coalesce(claim.deductible_amount, 0) + coalesce(claim.copayment_amount, 0) + coalesce(claim.coinsurance_amount, 0)
  from known.pharmacy_claim as claim
  join member using (person_id)
  where not is_unpaid(claim.claim_status)
),

running as (
  select
    *,
    sum(spent) over (partition by subscriber_id, person_key, plan_year order by decided, claim_id, claim_line_number, claim_version, line_type rows unbounded preceding) as person_spent,
    sum(spent) over (partition by subscriber_id, plan_year order by decided, claim_id, claim_line_number, claim_version, line_type rows unbounded preceding) as family_spent
  from share
)

select
  suspect.source_file,
  suspect.source_row,
  suspect.copay - suspect.right_copay as amount
from suspect_contract as suspect
join running
  on running.benefit = 'medical'
  and running.load_number is null
  and running.source_file = suspect.source_file
  and running.source_row = suspect.source_row
  and running.subscriber_id = suspect.subscriber_id
where
  running.person_spent + greatest(0, suspect.right_copay - suspect.copay)
    < coalesce(case when suspect.is_single then suspect.limit_single else suspect.limit_member end, 1e12)
  and running.family_spent + greatest(0, suspect.right_copay - suspect.copay)
    < coalesce(case when suspect.is_single then suspect.limit_single else suspect.limit_family end, 1e12)
