/*
table: marts.drug_group
needs: [marts.drug, marts.fill_line, reference.adherence_class]
grain: one row per drug code (NDC) of the fills that is taken for long
why: which fills go on with which treatment; the class where the plan dropped in drug classes, else the product (labeler and product of the code), of which only those filled for 30 days or more are taken for long
treatment: what a member goes on with; a change within it is no gap
*/
with dropped_in as (
  select count(*) > 0 as has_classes
  from marts.drug
),

filled as (
  select
    ndc,
    max(service_rank) as service_rank,
    bool_or(days_supply >= 28) as is_long
  from marts.fill_line
  where ndc is not null
  group by ndc
)

select
  filled.ndc,
  coalesce(adherence_class.label, left(replace(filled.ndc, '-', ''), 9)) as treatment,
  dense_rank() over (order by treatment) as treatment_number,
  adherence_class.label,
  coalesce(cast(adherence_class.class_order as integer), 99) as class_order
from filled
cross join dropped_in
left join marts.drug
  on drug.ndc = filled.ndc
left join reference.adherence_class
  on starts_with(drug.class_code, adherence_class.class_prefix)
where
  case when dropped_in.has_classes then adherence_class.label is not null else filled.is_long end
order by filled.ndc
