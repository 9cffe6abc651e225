/*
table: marts.condition
needs: [reference.chronic_condition]
grain: one row per chronic condition that Planlens looks for
why: the label, the group and the rule of each condition in marts.member_condition
is_substance: substance use, which nobody but plan administration sees apart (42 CFR Part 2)
is_behavioral: mental health or substance use, one group to all others
*/
select
  cast(condition_order as smallint) as condition_order,
  condition,
  label,
  condition_group,
  condition_group = 'Substance use' as is_substance,
  condition_group in ('Mental health', 'Substance use') as is_behavioral,
  cast(outpatient_claims as smallint) as outpatient_claims,
  cast(look_back_months as smallint) as look_back_months
from reference.chronic_condition
order by condition_order
