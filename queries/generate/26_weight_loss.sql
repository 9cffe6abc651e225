/*
total: weight_loss
why: Fills of the weight-loss drugs by therapy, drug and year, reversals taken off.
*/
select ndc // 100 % 10000 // 20 as therapy_no, ndc, year(day) as year, sum(sign)::BIGINT as fills, sum(sign * days)::BIGINT as days,
  sum(sign * allowed)::BIGINT as allowed, sum(sign * paid)::BIGINT as paid
from (select *, case when version = 1 then -1 else 1 end as sign from pharmacy_version positional join pharmacy_share)
where ndc // 1000000 % 1000 in (select n from (select row_number() over (order by rowid) as n, price_group from csv.drug_prices)
  where price_group = 'weight loss')
group by all
