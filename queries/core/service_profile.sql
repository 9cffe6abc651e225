/*
table: work.service_profile
needs: [core.service_category, reference.service_category_rule, work.facility_claim, work.facility_line, work.service_code]
grain: one row per combination of setting and code groups that the claims show
why: a rule depends on these alone, so data/reference/service_category_rule.csv is tried on some thousand combinations and not on every line
*/
with line_profile as (
  select distinct
    line_profile,
    revenue_group,
    place_group,
    procedure_group
  from work.service_code
),

facility_profile as (
  select distinct
    facility_claim.facility_profile,
    facility_claim.setting,
    facility_claim.bill_type_group,
    facility_claim.admit_type_group,
    facility_claim.drg_group,
    line.line_profile
  from work.facility_line as line
  join work.facility_claim using (claim_id, source_key)
),

profile as (
  select
    facility_profile.*,
    line_profile.* exclude (line_profile)
  from facility_profile
  join line_profile using (line_profile)
  union all
  select
    0,
    'professional',
    '(none)',
    '(none)',
    '(none)',
    line_profile.*
  from line_profile
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
