/*
table: marts.driver_code
needs: [core.service_category, work.driver_source]
enums: [claim_type, unit, code_kind, code, place]
grain: one row per service, type of claim, unit, code and place that is used
why: what is used and priced as one small number on every line
unit: stay (of a facility, by DRG), day (of a drug's supply, by NDC), fill (where no days are given) or service (a line, by procedure or else revenue code, and place)
*/
select distinct
  source.code_key,
  source.benefit,
  service_category.category as category_1,
  service_category.service as category_2,
  source.claim_type,
  source.unit,
  source.code_kind,
  source.code,
  source.place
from work.driver_source as source
join core.service_category using (service_rank)
order by source.code_key
