/*
table: work.service_profile
needs: [loads.medical_claim, core.code, work.facility_claim, work.facility_line, core.service_category, reference.service_category_rule]
grain: one row per combination of setting and code groups that the claims show
why: a rule depends on these alone, so data/reference/service_category_rule.csv is tried on some thousand combinations and not on every line
*/
with professional_code as (
  select
    revenue_center_code,
    place_of_service_code,
    hcpcs_code
  from loads.medical_claim
  group by all
),

profile as (
  select distinct
    cast(0 as smallint) as facility_profile,
    'professional' as setting,
    '(none)' as bill_type_group,
    '(none)' as admit_type_group,
    '(none)' as drg_group,
    coalesce(revenue.code_group, '(none)') as revenue_group,
    coalesce(place.code_group, '(none)') as place_group,
    coalesce(procedure_code.code_group, '(none)') as procedure_group
  from professional_code
  left join core.code as revenue
    on revenue.code_system = 'revenue'
    and revenue.source_code = professional_code.revenue_center_code
  left join core.code as place
    on place.code_system = 'place'
    and place.source_code = professional_code.place_of_service_code
  left join core.code as procedure_code
    on procedure_code.code_system = 'procedure'
    and procedure_code.source_code = professional_code.hcpcs_code
  union all
  select distinct
    facility_claim.facility_profile,
    facility_claim.setting,
    facility_claim.bill_type_group,
    facility_claim.admit_type_group,
    facility_claim.drg_group,
    line.revenue_group,
    line.place_group,
    line.procedure_group
  from work.facility_line as line
  join work.facility_claim using (claim_id, source_key)
)

-- A test of a rule reads "office|home": one of these groups must be there; "!office": any other must be; empty: all will do.
select
  profile.*,
  revenue_group = 'emergency room'
    or procedure_group = 'emergency visit'
    or place_group = 'emergency room' as is_emergency,
  min(service_category.service_rank) filter (where rule.scope = 'line') as line_rank,
  min(service_category.service_rank) filter (where rule.scope = 'claim') as claim_rank
from profile
left join reference.service_category_rule as rule
  on rule.setting = profile.setting
  and coalesce(list_contains(string_split(ltrim(rule.bill_type, '!'), '|'), bill_type_group) <> starts_with(rule.bill_type, '!'), true)
  and coalesce(list_contains(string_split(ltrim(rule.admit_type, '!'), '|'), admit_type_group) <> starts_with(rule.admit_type, '!'), true)
  and coalesce(list_contains(string_split(ltrim(rule.ms_drg, '!'), '|'), drg_group) <> starts_with(rule.ms_drg, '!'), true)
  and coalesce(list_contains(string_split(ltrim(rule.revenue, '!'), '|'), revenue_group) <> starts_with(rule.revenue, '!'), true)
  and coalesce(list_contains(string_split(ltrim(rule.place, '!'), '|'), place_group) <> starts_with(rule.place, '!'), true)
  and coalesce(list_contains(string_split(ltrim(rule.procedure, '!'), '|'), procedure_group) <> starts_with(rule.procedure, '!'), true)
left join core.service_category
  on service_category.service = rule.service
group by all
order by all
