/*
table: stay_claim_line
why: The hospital's lines of a stay (the stay's price split over revenue codes) and the physicians' claims.
*/
with housed as (
  select s.*, e.region_no, r.price_factor as region_factor, p.code as provider_code,
    draw(s.k, 'network') * 1000 < p.out_of_network as out_of_network,
    npi(p.code, e.region_no, skewed(draw(child_key(case when s.part = 1 then s.k else s.person_no end, p.code), 'hospital'), p.pool, 1.4)
      + case when s.part = 1 then 1 + p.pool else 0 end
      + case when draw(s.k, 'network') * 1000 < p.out_of_network then 50000 else 0 end) as npi
  from stay s
  join employee e using (contract_no)
  join region r using (region_no)
  join provider p on p.region_no = r.region_no
    and p.provider = case when s.class = 'rehabilitation' then 'rehabilitation facility' else 'hospital' end
), priced as (
  select h.*, weight * rate('drg_base') * 100 * (0.7 + 0.3 * los / days)
    * case when part = 5 then 1 else lognormal(k, 'price', rate('stay_spread')) end
    * case when outlier then sqrt(rate('outlier_factor')) else 1 end
    * region_factor * pow(1 + t.price, years_since_start(from_date))
    * around_one(child_key(root_key('facility', 0), npi % 2147483647), 'level', rate('facility_spread'))
    * case when out_of_network then rate('out_of_network_stay_factor') else 1 end as total
  from housed h join trend t on t.category = 'inpatient'
), facility_share as (
  select h.*, l.line, l.revenues, l.units as unit_rule, child_key((h.k * l.line_multiplier) % 2147483647, l.line) as lk,
    l.share * (700 + die(child_key((h.k * l.line_multiplier) % 2147483647, l.line), 'share', 600)) as part_share
  from priced h join stay_line l using (class)
  where draw_by(h.k, l.line_multiplier) * 1000 < l.chance
  union all
  select h.*, 15, ['0450'], 'one', child_key(h.k, 650), 60 * (700 + die(h.k, 'emergency share', 600))
  from priced h where emergent and class in ('medical', 'surgical', 'psychiatric')
), facility_line as (
  select *, greatest(500, cents(total * part_share / sum(part_share) over (partition by person_no, stay_no))) as allowed
  from facility_share
), doctor_day as (
  select h.*, d.claim, d.line, d.procedures, d.price, d.spread, d.provider, d.place,
    child_key((h.k * d.line_multiplier) % 2147483647, n) as lk, n,
    case when d.line = 3 then h.to_date else (h.from_date + n::INTEGER)::DATE end as line_day
  from priced h
  join stay_doctor d using (class),
    lateral (select unnest(case when d.each_day then range(1, least(greatest(h.los, 1), 45)) else [0] end) as n) u
  where draw_by(h.k, d.line_multiplier) * 1000 < d.chance and not (d.place = '11' and h.part <> 3)
), doctor as (
  select d.*, t.price as trend, npi(p.code, d.region_no, 1 + die(child_key(d.k, d.claim), 'doctor', p.pool)) as doctor_npi,
    case when d.procedures[1] = 'surgeon' then d.surgeon else d.procedures[1 + die(d.lk, 'code', len(d.procedures))] end as procedure
  from doctor_day d
  join provider p on p.provider = d.provider and p.region_no = d.region_no
  join trend t on t.category = 'professional'
  where line_day <= service_end()
), nursing as (
  select h.*, 6 + die(k, 'nursing days', 22) as nursing_days, npi(p.code, h.region_no, 900) as nursing_npi, t.price as trend
  from priced h
  join provider p on p.provider = 'home health agency' and p.region_no = h.region_no
  join trend t on t.category = 'inpatient'
  where disposition = '03' and to_date <= service_end()
)
select person_no, contract_no, class, k, stay_no, 1 as claim, line, 'institutional' as claim_type, '111' as bill, null as place,
  revenues[1 + die(k, 'revenue', len(revenues))] as revenue, null as procedure,
  case unit_rule when 'days' then los else 1 end as units, case when line = 1 then 'admission' else 'coinsurance' end as share,
  npi, npi as facility, out_of_network, from_date as line_day, from_date, to_date, drg, disposition, code, own_codes as codes,
  plan, coverage_tier, emergent, part, 'inpatient' as lag_class, allowed,
  rate('markup_inpatient') * lognormal(lk, 'charge', 0.12) as markup
from facility_line
union all
select person_no, contract_no, class, k, stay_no, claim, case when line = 3 then least(greatest(los, 1), 45) + 2 else line + greatest(n, 1) - 1 end,
  'professional', null, place, null, procedure, 1, 'coinsurance', doctor_npi, npi, false, line_day, from_date, to_date, null, null, code,
  own_codes, plan, coverage_tier, emergent, part, 'professional',
  greatest(500, cents(price * lognormal(lk, 'price', spread) * region_factor * pow(1 + trend, years_since_start(from_date))
    * case when procedures[1] = 'surgeon' and class = 'surgical' then sqrt(weight / 1.7) else 1 end)),
  rate('markup_professional') * lognormal(lk, 'charge', 0.15)
from doctor
where procedure is not null
union all
select person_no, contract_no, 'emergency', k, stay_no, 6, 1, 'professional', null, '23',
  null, ['99284', '99285'][1 + die(k, 'level', 2)], 1, 'coinsurance',
  npi(p.code, h.region_no, 1 + die(h.k, 'emergency doctor', p.pool)), npi, false, from_date, from_date, from_date, null, null, h.code,
  own_codes, plan, coverage_tier, emergent, part, 'professional',
  greatest(500, cents(rate('emergency_physician') * 100 * lognormal(k, 'emergency price', 0.15) * region_factor
    * pow(1 + t.price, years_since_start(from_date)))),
  rate('markup_professional') * 1.3
from priced h
join provider p on p.provider = 'emergency physician' and p.region_no = h.region_no
join trend t on t.category = 'professional'
where emergent and class in ('medical', 'surgical', 'psychiatric') and part <> 1
union all
select person_no, contract_no, 'skilled nursing', k, stay_no, 7, n, 'institutional', '211', null,
  ['0120', '0420'][n], null, case when n = 1 then nursing_days else 1 end, 'coinsurance', nursing_npi, nursing_npi, false,
  to_date, to_date, (to_date + nursing_days)::DATE, null, '01', code, own_codes, plan, coverage_tier, false, part, 'inpatient',
  greatest(500, cents((case when n = 1 then rate('nursing_day') * nursing_days else rate('nursing_therapy') end) * 100
    * lognormal(k, 'nursing price', 0.2) * region_factor * pow(1 + trend, years_since_start(to_date)))),
  1.8 * lognormal(k, 'nursing charge', 0.1)
from nursing cross join range(1, 3) r(n)
