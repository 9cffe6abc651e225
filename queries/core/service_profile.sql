/*
table: core.service_profile
needs: [core.medical_claim_version, core.facility_claim, core.service_category, reference.service_category_rule]
grain: one row per combination of setting and code groups that the paid claims show
why: a rule depends on these alone, so data/reference/service_category_rule.csv is tried on some thousand combinations and not on every line
*/
with profile as (
  select distinct
    coalesce(facility_claim.setting, 'professional') as setting,
    coalesce(facility_claim.bill_type_group, '(none)') as bill_type_group,
    coalesce(facility_claim.admit_type_group, '(none)') as admit_type_group,
    coalesce(facility_claim.drg_group, '(none)') as drg_group,
    line.revenue_group,
    line.place_group,
    line.procedure_group
  from core.medical_claim_version as line
  left join core.facility_claim
    on facility_claim.claim_id = case when line.claim_type = 'institutional' then line.claim_id end
    and facility_claim.data_source = coalesce(line.data_source, '')
  where coalesce(line.claim_status, 'paid') not in ('denied', 'pended')
)

-- A test of a rule reads "office|home": one of these groups must be there; "!office": any other must be; empty: all will do.
select
  profile.*,
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
