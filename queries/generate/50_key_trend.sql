/*
key: trend
why: >
  Each category's trend from year to year, planted and as it came about. PMPM is dollars allowed over member months. Its
  change is price times use times mix: price = this year's unit prices over last year's, on last year's services, over the
  codes of both years; use = services per 1,000 member months, this year over last; mix = what is left. A service is a
  claim line (a stay, a drug's day), a code the DRG, or bill type, place, revenue code and procedure, or
  the NDC. Every paid version counts as it stood on 31 March after the year, a reversal against its original. Planted are
  the settings: the price trend; the use trend (of drugs, the growth of the therapies weighed by the year before's days);
  the mix trend (the shift to dearer visit levels and, of drugs, towards therapies that grow), before families age, move
  between plans and answer to the emergency copay.
*/
with code_year as (
  select year::INTEGER as year, category, code, sum(services)::HUGEINT as services, sum(allowed)::HUGEINT as allowed
  from plan.trend_use group by all
), months as (
  select year::INTEGER as year, sum(member_months)::HUGEINT as member_months from plan.member_months group by all
), change as (
  select y.year, y.category, y.code, y.services, y.allowed, p.services as services_before, p.allowed as allowed_before
  from code_year y
  join code_year p on p.year = y.year - 1 and p.category = y.category and p.code = y.code
  where y.services > 0 and p.services > 0
), price as (
  /* last year's services at this year's unit prices, in millionths of a cent */
  select year, category, sum(round(1000000::DOUBLE * allowed * services_before / services)::HUGEINT) / sum(1000000 * allowed_before) as price
  from change group by all
), total as (
  select year, category, sum(services) as services, sum(allowed) as allowed, max(member_months) as member_months
  from code_year join months using (year) group by all
), growth as (
  select y.year, y.category, price,
    (y.services / y.member_months) / (p.services / p.member_months) as use,
    (y.allowed / y.member_months) / (p.allowed / p.member_months) as pmpm
  from total y join total p on p.category = y.category and p.year = y.year - 1 join price on price.category = y.category and price.year = y.year
), drug_growth as (
  /* a code's therapy stands in it */
  select c.year + 1 as year, category, sum(c.services * (1 + greatest(0, t.growth))) / sum(c.services) as use,
    sum(c.allowed * (1 + greatest(0, t.growth))) / sum(c.allowed) as spend
  from code_year c join therapy t on t.therapy_no = c.code::BIGINT % 1000000 // 100 // 20
  where category in ('generic', 'brand', 'specialty')
  group by all
), shifted as (
  /* what moves to the dearer code each year, of last year's spend under the cheaper one */
  select c.year + 1 as year, category, 1 + sum(case when from_code is not null then c.allowed * share_per_year * (dear.price_factor / cheap.price_factor - 1)
    else 0 end) / sum(c.allowed) as mix
  from code_year c
  left join mix_shift s on from_code = split_part(c.code, '/', -1)
  left join (select distinct procedures, code, price_factor from procedure_ticket) cheap on cheap.procedures = s.procedures and cheap.code = from_code
  left join (select distinct procedures, code, price_factor from procedure_ticket) dear on dear.procedures = s.procedures and dear.code = to_code
  where category not in ('generic', 'brand', 'specialty')
  group by all
)
select category, g.year, t.price as planted_price,
  round(coalesce(d.use - 1, t.use), 4)::DECIMAL(9, 4) as planted_use, round(coalesce(d.spend / d.use, m.mix) - 1, 4)::DECIMAL(9, 4) as planted_mix,
  round(g.price - 1, 6)::DECIMAL(9, 6) as price, round(g.use - 1, 6)::DECIMAL(9, 6) as use,
  round(g.pmpm / (g.price * g.use) - 1, 6)::DECIMAL(9, 6) as mix, round(g.pmpm - 1, 6)::DECIMAL(9, 6) as pmpm
from growth g
join trend t using (category)
left join drug_growth d using (category, year)
left join shifted m using (category, year)
order by array_position(['inpatient', 'outpatient', 'professional', 'infusion', 'generic', 'brand', 'specialty'], category), g.year
