/*
table: stay
why: >
  Hospital stays: by age, sex and condition, readmissions, transfers, last illness, births (mother and child), and the
  planted member's transplant year. A stay that would begin before the one before it ends is left out.
*/
with admission as (
  select y.*, n, child_key(child_key(y.k, 601), n) as sk
  from (
    select *, poisson(draw(k, 'stays'), use_factor * a.band_rate[band + 1] * a.condition_factor[condition_class + 1] * pow(1 + t.use, y)) as stays
    from person_year, admission_rate a, trend t
    where not is_planted and t.category = 'inpatient'
  ) y, lateral (select unnest(range(stays)) as n) u
  where stays > 0
), pooled as (
  select *, case when conditions > 0 and draw(sk, 'own pool') < rate('stay_for_condition') then numbers[1 + die(sk, 'pool', conditions)] else 0 end as wanted
  from admission
), chosen as (
  select a.person_no, a.contract_no, a.year, a.sk as k, a.sex, a.age, a.birth_date, a.codes as own_codes,
    make_date(a.year, s.month, 1 + die(sk, 'day', 28)) as from_date,
    c.drg, c.class, c.weight, c.days, c.emergency, c.surgeon, c.codes[1 + die(sk, 'code', len(c.codes))] as code
  from pooled a
  join season s on s.season = 'level' and s.ticket = die(sk, 'month', 1000)
  join stay_choice c on c.age = a.age and c.sex = a.sex
    and c.pool = case when exists (from stay_choice x where x.pool = a.wanted and x.age = a.age and x.sex = a.sex) then a.wanted else 0 end
    and die(sk, 'drg', c.total) >= c.low and die(sk, 'drg', c.total) < c.high
), sized as (
  select *, draw(k, 'outlier') < rate('outlier_share') and class in ('medical', 'surgical') as outlier,
    draw(k, 'emergency') < emergency as emergent
  from chosen
), timed as (
  select *, greatest(1, round(days * rate('stay_length') * lognormal(k, 'days', 0.5) * case when outlier then rate('outlier_factor') else 1 end))::INTEGER as los from sized
), acute as (
  select *, (from_date + los)::DATE as to_date, class in ('medical', 'surgical') and emergent and los > 1
    and draw(k, 'transfer') < rate('transfer_share') as transfers, 0 as part
  from timed
), again as (
  select a.* replace (child_key(a.k, 611) as k, (a.to_date + 2 + die(a.k, 'gap', 26))::DATE as from_date,
      greatest(1, a.los - 1) as los, (a.to_date + 2 + die(a.k, 'gap', 26) + greatest(1, a.los - 1))::DATE as to_date,
      false as transfers, true as emergent, false as outlier, 'medical' as class,
      ['862', '871', '603', '392', '194'][1 + die(a.k, 'again', 5)] as drg, [1.86, 1.88, 0.87, 0.82, 0.87][1 + die(a.k, 'again', 5)] as weight,
      ['T8149XA', 'A419', 'L03115', 'K529', 'J189'][1 + die(a.k, 'again', 5)] as code)
  from acute a
  where class in ('medical', 'surgical', 'psychiatric') and draw(k, 'readmission') < rate('readmission_share') and age >= 18 and class <> 'psychiatric'
), onward as (
  select a.* replace (child_key(a.k, 612) as k, (a.from_date + 1)::DATE as from_date, false as transfers, 1 as part)
  from acute a where transfers
), last_illness as (
  select p.person_no, p.contract_no, year(s.to_date)::INTEGER as year, child_key(p.k, 613) as k, p.sex, years_old(p.birth_date, s.to_date) as age,
    p.birth_date, p.codes as own_codes, greatest(s.from_date, (s.to_date - 2 - die(p.k, 'last days', 9))::DATE) as from_date,
    '871' as drg, 'medical' as class, 1.88 as weight, 5.6 as days, 0.9 as emergency, null as surgeon, 'A419' as code,
    false as outlier, true as emergent, (s.to_date - greatest(s.from_date, (s.to_date - 2 - die(p.k, 'last days', 9))::DATE))::INTEGER as los,
    s.to_date, false as transfers, 2 as part
  from span s join person p using (person_no)
  where s.died and s.to_date <= service_end() and draw(p.k, 'in hospital') < rate('death_in_hospital') and s.to_date - s.from_date > 15
), birth as (
  select c.person_no as child_no, m.person_no as mother_no, c.contract_no, c.k as ck, m.k as mk, c.birth_date as day, c.sex, m.birth_date as mother_birth, m.codes
  from person c join person m on m.contract_no = c.contract_no and m.idx = c.mother_idx
  where c.idx >= 8
), delivery as (
  select b.mother_no as person_no, b.contract_no, year(b.day)::INTEGER as year, child_key(b.ck, 614) as k, 'female' as sex, years_old(b.mother_birth, b.day) as age,
    b.mother_birth as birth_date, b.codes as own_codes, (b.day - die(b.ck, 'labor', 2))::DATE as from_date,
    t.drg, t.class, t.weight, t.days, 0 as emergency, t.surgeon, t.code, false as outlier, false as emergent,
    greatest(1, round(t.days * lognormal(b.ck, 'mother days', 0.25)))::INTEGER as los,
    (b.day - die(b.ck, 'labor', 2) + greatest(1, round(t.days * lognormal(b.ck, 'mother days', 0.25)))::INTEGER)::DATE as to_date,
    false as transfers, 3 as part
  from birth b join birth_kind t on t.class = 'mother' and die(b.ck, 'delivery', t.total) >= t.low and die(b.ck, 'delivery', t.total) < t.high
), newborn as (
  select b.child_no as person_no, b.contract_no, year(b.day)::INTEGER as year, child_key(b.ck, 615) as k, b.sex, 0 as age, b.day as birth_date,
    null::VARCHAR[] as own_codes, b.day as from_date,
    t.drg, case when t.drg in ('790', '791', '792') then 'intensive child' else 'child' end as class, t.weight, t.days, 0 as emergency,
    t.surgeon, t.code, false as outlier, false as emergent,
    greatest(1, round(t.days * lognormal(b.ck, 'child days', 0.3)))::INTEGER as los,
    (b.day + greatest(1, round(t.days * lognormal(b.ck, 'child days', 0.3)))::INTEGER)::DATE as to_date, false as transfers, 4 as part
  from birth b join birth_kind t on t.class = 'child' and die(b.ck, 'newborn', t.total) >= t.low and die(b.ck, 'newborn', t.total) < t.high
), planted as (
  select y.person_no, y.contract_no, y.year, child_key(y.k, 616 + n) as k, y.sex, y.age, y.birth_date, y.codes as own_codes,
    make_date(y.year, [2, 4, 9][n], 9) as from_date, ['834', '014', '871'][n] as drg, 'medical' as class, [24.0, 64.0, 12.0][n] as weight, [24, 41, 15][n] as days,
    0.5 as emergency, null as surgeon, ['C9100', 'C9101', 'A419'][n] as code, false as outlier, n <> 2 as emergent, [24, 41, 15][n] as los,
    (make_date(y.year, [2, 4, 9][n], 9) + [24, 41, 15][n])::DATE as to_date, false as transfers, 5 as part
  from person_year y cross join range(1, 4) t(n)
  where y.is_planted and y.y = least(1, getvariable('years') - 1)
), everything as (
  select * replace (case when transfers then 1 else los end as los, case when transfers then (from_date + 1)::DATE else to_date end as to_date) from acute
  union all by name select * from again
  union all by name select * from onward
  union all by name select * from last_illness
  union all by name select * from delivery
  union all by name select * from newborn
  union all by name select * from planted
), spaced as (
  select *, max(to_date) over (partition by person_no order by from_date, part desc, k rows between unbounded preceding and 1 preceding) as before
  from everything
)
select s.person_no, s.contract_no, s.k, s.sex, s.age, s.birth_date, s.own_codes, s.from_date, s.to_date, (s.to_date - s.from_date)::INTEGER as los, s.drg, s.class, s.weight, s.days,
  s.surgeon, s.code, s.emergent, s.part, s.outlier, c.plan, c.coverage_tier, c.status,
  case when s.part = 2 then '20' when s.transfers then '02'
    when s.class = 'intensive child' or s.class = 'child' or s.class = 'mother' then '01'
    when s.age >= 60 and draw(s.k, 'disposition') < rate('to_nursing_share') then '03' when s.class in ('medical', 'surgical') and draw(s.k, 'disposition') < rate('to_home_health_share') then '06'
    when draw(s.k, 'disposition') > 0.992 then '07' else '01' end as disposition,
  row_number() over (partition by s.person_no order by s.from_date, s.part, s.k) as stay_no
from spaced s
join span c on c.person_no = s.person_no and s.from_date between c.from_date and c.to_date
where (s.before is null or s.from_date > s.before or s.part = 1 and s.from_date = s.before or s.part in (2, 3, 4) and s.from_date >= s.before)
  and s.from_date between plan_start() and service_end() and s.to_date <= (service_end() + 60)
