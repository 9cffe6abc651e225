/*
table: marts.drug
needs: [reference.drug_class, reference.drug_class_group]
grain: one row per drug code (NDC) of the classes that the plan dropped in
why: what a drug is called and the class it is in; the class's own name where the file gives one, else its main group in our words
*/
select
  drug_class.ndc,
  drug_class.name,
  drug_class.class_code,
  coalesce(drug_class.class_name, drug_class_group.label) as class_name,
  drug_class_group.label as class_group
from reference.drug_class
left join reference.drug_class_group
  on drug_class_group.class_group = left(drug_class.class_code, 1)
order by drug_class.ndc
