/*
key: weight_loss
why: >
  The drugs whose use grows, as planted: each year so many more persons take them, until the years of adoption are over.
  Fills, days and dollars by year of the fill, reversals taken off.
*/
select t.therapy, t.growth::VARCHAR as planted_growth, ndc::VARCHAR as ndc_code, year, sum(w.fills)::BIGINT as fills, sum(days)::BIGINT as days,
  money(sum(allowed)) as allowed, money(sum(paid)) as paid
from plan.weight_loss w join therapy t using (therapy_no)
group by t.therapy, t.growth, ndc, year
order by t.therapy, ndc, year
