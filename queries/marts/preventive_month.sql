/*
view: marts.preventive_month
needs: [marts.preventive_care, marts.preventive_rule]
grain: one row per person, kind of preventive care, how long it lasts, from which age, and month in which it was given
why: what was given with the words of its rule
*/
select
  care.person_key,
  rule.measure,
  rule.look_back_months,
  rule.age_from,
  care.month,
  care.last_date
from marts.preventive_care as care
join marts.preventive_rule as rule using (rule_number)
