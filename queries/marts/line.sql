/*
view: marts.line
needs: [core.service_category, marts.fill, marts.service]
grain: one row per paid line of medical claims and fills, all versions
why: what a figure is drilled down to, medical and pharmacy in the same columns
code: of the procedure, else the revenue code
not_given: stands for a code and a provider that the line does not give, so that they can be chosen
*/
with line as (
  select
    benefit,
    person_key,
    service_date,
    incurred_month,
    paid_month,
    category_1,
    category_2,
    network_tier,
    encounter_key,
    coalesce(cast(procedure_code as varchar), cast(revenue_code as varchar), '(not given)') as code,
    null as drug,
    coalesce(cast(provider as varchar), '(not given)') as provider,
    cast(diagnosis_code as varchar) as diagnosis_code,
    charge,
    allowed,
    paid,
    member_cost,
    load_number,
    source_file,
    source_row,
    plan,
    coverage_tier,
    member_status,
    bargaining_unit,
    employer_group,
    employer_type,
    relationship,
    age_band,
    sex,
    region,
    enrolled
  from marts.service
  union all
  select
    benefit,
    person_key,
    service_date,
    incurred_month,
    paid_month,
    category_1,
    category_2,
    network_tier,
    null,
    null,
    coalesce(ndc, '(not given)'),
    coalesce(pharmacy, '(not given)'),
    null,
    charge,
    allowed,
    paid,
    member_cost,
    load_number,
    source_file,
    source_row,
    plan,
    coverage_tier,
    member_status,
    bargaining_unit,
    employer_group,
    employer_type,
    relationship,
    age_band,
    sex,
    region,
    enrolled
  from marts.fill
)

select
  line.*,
  case when line.enrolled then cast(line.category_1 as varchar) else 'No enrollment found' end as category,
  category.category_order
from line
join (select distinct category, category_order from core.service_category) as category
  on category.category = line.category_1
