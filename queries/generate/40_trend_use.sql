/*
total: trend_use
why: >
  Services and dollars by service year, category and code, for the trends in the answer key: every paid version as it
  stood three months after the year's end, a reversal counting against its original.
*/
with line as (
  select year(case when claim_type = 'professional' then line_date else from_date end) as year,
    case when bill in ('111', '211') then 'inpatient' when procedure like 'J%' then 'infusion'
      when claim_type = 'institutional' then 'outpatient' else 'professional' end as category,
    case when bill = '111' then drg when bill = '211' then 'nursing' else concat_ws('/', bill, place, revenue, procedure) end as code,
    case when version = 1 then -1 else 1 end
      * case when bill in ('111', '211') then (line_no = 1)::INTEGER else 1 end as services,
    case when version = 1 then -allowed else allowed end as allowed, paid_date
  from medical_version
  where not denied
  union all
  select year(day), case when specialty = 'yes' then 'specialty' else brand_generic end, ndc::VARCHAR,
    case when version = 1 then -days else days end, case when version = 1 then -allowed else allowed end, paid_date
  from pharmacy_version
)
select year, category, code, sum(services)::BIGINT as services, sum(allowed)::BIGINT as allowed
from line
where paid_date <= make_date(year::INTEGER + 1, 3, 31)
group by all
