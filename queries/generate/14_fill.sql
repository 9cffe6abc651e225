/*
table: fill
why: >
  Prescriptions: lasting therapies that follow from a person's conditions and age, filled every 30 or 90 days, and
  short courses. Drugs whose use grows are begun by more people as time passes.
*/
with called_for as (
  select p.person_no, t.therapy_no, plan_start() as onset,
    coalesce(t.chance, t.band_rate[middle_band(p.birth_date) + 1] / 1000) * sqrt(p.use_factor)
      * (1 + rate('therapies_per_condition') * (least(3, p.conditions) - 0.75)) as wish
  from person p
  join therapy t on t.style = 'lasting' and t.condition_bit = 0 and (t.sex is null or t.sex = p.sex)
  union all
  select p.person_no, t.therapy_no,
    case when c.from_y > 0 then make_date((getvariable('first_year') + c.from_y)::INTEGER, 1, 1)
      + die(child_key(p.k, 800 + t.therapy_no), 'onset', 365) else plan_start() end,
    coalesce(t.chance, t.band_rate[middle_band(p.birth_date) + 1] / 1000)
  from person_condition c
  join person p using (person_no)
  join therapy t on t.style = 'lasting' and t.condition_bit = c.bit and (t.sex is null or t.sex = p.sex)
), wanted as (
  select p.person_no, p.contract_no, p.birth_date, t.therapy_no, t.fills, t.growth, t.long_share, t.brand_share, t.price_group,
    child_key(p.k, 800 + t.therapy_no) as tk, draw_by(child_key(p.k, 800 + t.therapy_no), 742938285) as u, wish, onset
  from called_for
  join person p using (person_no)
  join therapy t using (therapy_no)
  where not p.is_planted and wish > 0
), adopted as (
  select *,
    greatest(birth_date + 200, onset, case
      when u < wish and growth >= 0 and draw(tk, 'phase') < rate('therapy_begins_share')
        then plan_start() + (draw(tk, 'begins') * getvariable('years') * 365)::INTEGER
      when u < wish then plan_start()
      else plan_start() + least(40000, ln(u / greatest(wish, 1e-6)) / ln(1 + greatest(growth, 0.001)) * 365)::INTEGER
      end)::DATE as from_date,
    case when draw(tk, 'phase') > 1 - rate('therapy_ends_share')
      then plan_start() + (draw(tk, 'ends') * getvariable('years') * 365)::INTEGER else service_end() end as to_date,
    die(tk, 'brand', 1000) < brand_share as brand,
    case when die(tk, 'long', 1000) < long_share then 90 else 30 end as days
  from wanted
  where wish > 0 and (u < wish or growth > 0 and u < wish * pow(1 + growth, least(getvariable('years'), rate('adoption_years'))))
), refill as (
  select person_no, contract_no, birth_date, therapy_no, tk, child_key(tk, n) as k, n, days, brand, price_group,
    (from_date + die(tk, 'first', days) + (n * days / fills)::INTEGER + die(child_key(tk, n), 'late', 6))::DATE as day, true as lasting
  from (select *, unnest(range(0, 1 + ((to_date - from_date) * fills // days)::BIGINT)) as n from adopted where from_date <= to_date)
), hoped as (
  select y.person_no, y.contract_no, y.birth_date, y.year, y.y, t.therapy_no, t.season, t.price_group, t.brand_share,
    child_key(y.k, 800 + t.therapy_no) as tk, draw_by(child_key(y.k, 800 + t.therapy_no), 742938285) as u,
    t.band_rate[y.band + 1] / 1000 * sqrt(y.use_factor) * (1 + rate('courses_per_condition') * (y.condition_class - 0.7)) as mean
  from person_year y join therapy t on t.style = 'course' and t.band_rate[y.band + 1] > 0
), course as (
  select *, child_key(tk, n) as k
  from (select *, unnest(range(least(15, poisson(u, mean)))) as n from hoped where u >= exp(-mean))
), every_fill as (
  select * from refill
  union all
  select person_no, contract_no, birth_date, therapy_no, k, k, y * 16 + n, [5, 5, 7, 7, 7, 10, 10, 10, 14, 14][1 + die(k, 'length', 10)],
    die(k, 'brand', 1000) < brand_share, price_group, make_date(year, s.month, 1 + die(k, 'day', 28)), false
  from course c join season s on s.season = c.season and s.ticket = die(k, 'month', 1000)
), covered as (
  select f.*, s.plan, s.coverage_tier
  from every_fill f
  join span s on s.person_no = f.person_no and f.day between s.from_date and s.paid_to
  where f.day between plan_start() and service_end() and (f.day <= s.to_date or draw(f.k, 'leak') < rate('leak_share'))
), dispensed as (
  select c.*, d.ndc, d.brand_generic, d.specialty, d.tier, d.daily, d.trend, d.level,
    case when d.specialty = 'yes' then 'specialty' when days = 90 and draw(tk, 'mail') < rate('mail_share') then 'mail'
      else 'retail' end as channel
  from covered c
  join drug d on d.therapy_no = c.therapy_no and d.brand = c.brand and d.drug = die(tk, 'drug', d.drugs)
)
select person_no, d.contract_no, d.k, ((person_no * 64 + therapy_no) * 256 + n) * 2 as claim_no, day, days,
  brand_generic, specialty, tier, channel,   draw(d.k, 'reversed') < rate('reversed_share') as reversed, plan, coverage_tier,
    ndc + case when days = 90 then 90 else 30 end as ndc,
  greatest(1, round(daily * days * case when lasting then 1 else 2 end, 1)) as quantity,
  case when lasting then die(tk, 'refills', 12) else 0 end as refills,
  npi(71, e.region_no, case channel when 'specialty' then 90001 when 'mail' then 90002
    else skewed(draw(child_key(person_no, 41), 'pharmacy'), pharmacy.pool, 1.3) end) as pharmacy_npi,
  npi(11, e.region_no, skewed(draw(tk, 'prescriber'), doctor.pool, 1)) as prescriber_npi,
  greatest(50, cents(level
    * case when not lasting then rate('course_price') when days = 90 then 3 * rate('long_fill_discount') else days / 30 end
    * around_one(d.k, 'price', 0.04) * pow(1 + trend, years_since_start(day)))) as ingredient,
  case when channel = 'retail' then cents(rate('dispensing_fee_retail') * 100) else 0 end as fee,
  (case brand_generic when 'generic' then rate('markup_generic') else rate('markup_brand') end) * around_one(d.k, 'charge', 0.08) as markup
from dispensed d
join employee e using (contract_no)
join provider pharmacy on pharmacy.provider = 'pharmacy' and pharmacy.region_no = e.region_no
join provider doctor on doctor.provider = 'primary care' and doctor.region_no = e.region_no
