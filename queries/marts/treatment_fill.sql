/*
view: marts.treatment_fill
needs: [marts.member_attribute, marts.treatment_line]
grain: one row per fill, in its final version, of a drug that is taken for long and of which the days are given
why: marts.treatment_line with what its members are known by, for a question that filters them
*/
select
  line.*,
  attribute.* exclude (attribute_key)
from marts.treatment_line as line
join marts.member_attribute as attribute using (attribute_key)
