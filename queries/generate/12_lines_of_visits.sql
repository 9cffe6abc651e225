/*
step: lines_of_visits
why: >
  The claim lines that each visit brings, with the provider, the codes and the allowed amount in cents: of the visits that
  took place, or of those that a program averted. The table is named, for it is there only when the macro is used.
*/
create or replace macro lines_of_visits(visits, averted) as table (
  with line as (
    select v.*, l.claim, l.line, l.overnight, l.claim_type, l.bill, l.places, l.revenues, l.procedures, l.price, l.spread as line_spread,
      l.units, l.share, l.provider, l.trend, l.lag_class, child_key((v.k * l.line_multiplier) % 2147483647, l.line) as lk
    from query_table(visits) v
    join visit_line l using (kind_no)
    where draw_by(v.k, l.line_multiplier) * 1000 < l.chance and (v.averted_by is not null) = averted
  ), provided as (
    select l.* exclude (provider, habit), e.region_no, r.price_factor as region_factor, p.code as provider_code, p.pool,
      draw(child_key(l.k, l.claim), 'network') * 1000
        < p.out_of_network * case when l.plan = 'HMO' then rate('hmo_out_of_network') else 1 end as out_of_network,
      child_key(case when draw(l.k, 'usual') < rate('usual_provider_share') then l.habit else l.k end, p.code) as provider_key
    from line l
    join employee e using (contract_no)
    join region r using (region_no)
    join provider p on p.provider = l.provider and p.region_no = r.region_no
  ), placed as (
    select * exclude (provider_key, provider_code, pool, region_no),
      npi(provider_code, region_no, skewed(draw(provider_key, 'provider'), pool, 1.4) + case when out_of_network then 50000 else 0 end) as npi
    from provided
  ), coded as (
    select f.*, case
        when f.procedures = 'preventive' then case when age < 1 then '99391' when age < 5 then '99392' when age < 12 then '99393'
          when age < 18 then '99394' when age < 40 then '99395' when age < 65 then '99396' else '99397' end
        else coalesce(m.to_code, t.code) end as procedure,
      coalesce(m.price_factor, t.price_factor, 1) as procedure_factor
    from placed f
    left join procedure_ticket t on t.procedures = f.procedures and t.ticket = die(f.lk, 'procedure', 100)
    left join mix_shift m on m.procedures = f.procedures and m.from_code = t.code
      and draw(f.lk, 'mix') < m.share_per_year * (year(f.day) - getvariable('first_year'))
  )
  select person_no, contract_no, averted_by, visit_no, claim, line, overnight, claim_type, bill, lag_class, share,
    places[1 + die(k, 'place', len(places))] as place, revenues[1 + die(k, 'revenue', len(revenues))] as revenue, procedure,
    case when units > 3 then greatest(1, (units * (0.6 + 0.8 * draw(lk, 'units')))::BIGINT) else units end as units,
    npi, out_of_network, day, plan, coverage_tier, diagnosis_1, nullif(diagnosis_2, diagnosis_1) as diagnosis_2,
    greatest(500, cents(price * procedure_factor * region_factor
      /* a professional's fee is one per code, contract and year; hospitals' prices follow the case and the calendar */
      * case when by_schedule
        then around_one(child_key(root_key('contract', 0), npi % 2147483647), 'level', rate('contract_spread'))
          * pow(1 + trend, year(day) - getvariable('first_year') + 0.5)
        else around_one(lk, 'price', line_spread) * lognormal(k, 'severity', spread) * pow(1 + trend, years_since_start(day)) end
      * case when claim_type = 'institutional'
        then around_one(child_key(root_key('facility', 0), npi % 2147483647), 'level', rate('facility_spread')) else 1 end
      * case when out_of_network then rate('out_of_network_factor') else 1 end)) as allowed,
    case claim_type when 'institutional' then rate('markup_outpatient') else rate('markup_professional') end
      * around_one(lk, 'charge', 0.15) as markup
  from (select *, claim_type = 'professional' and spread < rate('case_spread') and line_spread < rate('case_spread') as by_schedule from coded)
)
