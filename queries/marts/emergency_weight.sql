/*
table: marts.emergency_weight
needs: [reference.emergency_weight, work.diagnosis_code]
grain: one row per diagnosis code on a paid line and class of the NYU emergency algorithm with a share in it
why: the shares of a visit; they are added up and never replaced by the largest. What the shares of a code lack to 1 is not classified; a difference of rounding goes to the largest
*/
with code as (
  select
    weight.*,
    non_emergent + primary_care_treatable + preventable + not_preventable + injury + psych + alcohol + drug as whole
  from reference.emergency_weight as weight
  semi join work.diagnosis_code
    on diagnosis_code.code = weight.code
),

share as (
  select
    code,
    unnest([1, 2, 3, 4, 5, 6, 7, 8]) as class_order,
    unnest([
      'Not an emergency',
      'Emergency that primary care could treat',
      'Emergency that timely care could have prevented',
      'Emergency that nothing could have prevented',
      'Injury',
      'Mental health',
      'Alcohol',
      'Drugs'
    ]) as class,
    unnest([non_emergent, primary_care_treatable, preventable, not_preventable, injury, psych, alcohol, drug]) as weight,
    whole
  from code
)

select
  code as diagnosis_code,
  cast(class_order as tinyint) as class_order,
  class,
  cast(weight + case
    when abs(1 - whole) < 0.001
      and row_number() over (partition by code order by weight desc, class_order) = 1
      then 1 - whole
    else 0
  end as decimal(12, 10)) as weight
from share
qualify weight > 0
order by
  code,
  class_order
