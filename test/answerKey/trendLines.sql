/*
Services and dollars by category and code. A service is a claim line, except a stay and a drug's day.
*/
create or replace temp table trend_line as
  select year(day) as year, person,
    case when bill in ('111', '211') then 'inpatient' when hcpcs like 'J%' then 'infusion' else class end as category,
    case when bill = '111' then drg when bill = '211' then 'nursing' else concat_ws('/', bill, place, revenue, hcpcs) end as code,
    case when bill in ('111', '211') then sign * (line = 1)::INTEGER else sign end as services, allowed, paid_date
  from medical_version where claim_status = 'paid'
  union all
  select year(day), person, case when specialty = 'yes' then 'specialty' else brand_generic end, ndc, days, allowed, paid_date
  from pharmacy_version where claim_status = 'paid';

delete from trend_line where paid_date > make_date(year + 1, 3, 31);
