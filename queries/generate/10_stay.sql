/*
table: stay
why: >
  Hospital stays: by age, sex and condition, readmissions, transfers, last illness, births (mother and child), and the
  planted member's transplant year. A stay that would begin before the one before it ends is left out.
*/
with admission as (
  select *, child_key(child_key(k, 601), n) as sk
  from (
    select y.*, unnest(range(poisson(draw(y.k, 'stays'),
      y.use_factor * a.band_rate[band + 1] * a.condition_factor[condition_class + 1] * pow(1 + t.use, y)))) as n
    from person_year y, admission_rate a, trend t
    where not is_planted and t.category = 'inpatient'
  )
), pooled as (
  select *, case when conditions > 0 and draw(sk, 'own pool') < rate('stay_for_condition')
    then numbers[1 + die(sk, 'pool', conditions)] else 0 end as wanted
  from admission
), chosen as (
  select a.person_no, a.contract_no, a.sk as k, a.sex, a.age, a.codes as own_codes,
    make_date(a.year, s.month, 1 + die(sk, 'day', 28)) as from_date,
    c.drg, c.class, c.weight, c.days, c.surgeon, c.codes[1 + die(sk, 'code', len(c.codes))] as code,
    draw(sk, 'emergency') < c.emergency as emergent,
    draw(sk, 'outlier') < rate('outlier_share') and c.class in ('medical', 'surgical') as outlier
  from pooled a
  join season s on s.season = 'level' and s.ticket = die(sk, 'month', 1000)
  join stay_choice c on c.age = a.age and c.sex = a.sex
    and c.pool = case when exists (from stay_choice x where x.pool = a.wanted and x.age = a.age and x.sex = a.sex)
      then a.wanted else 0 end
    and die(sk, 'drg', c.total) >= c.low and die(sk, 'drg', c.total) < c.high
), timed as (
  select *, greatest(1, round(days * rate('stay_length') * lognormal(k, 'days', 0.5)
    * case when outlier then rate('outlier_factor') else 1 end))::INTEGER as los
  from chosen
), acute as (
  select *, (from_date + los)::DATE as to_date, 0 as part,
    class in ('medical', 'surgical') and emergent and los > 1 and draw(k, 'transfer') < rate('transfer_share') as transfers
  from timed
), again as (
  select a.* replace (
    child_key(a.k, 611) as k, (to_date + 2 + die(a.k, 'gap', 26))::DATE as from_date, greatest(1, los - 1) as los,
    (to_date + 2 + die(a.k, 'gap', 26) + greatest(1, los - 1))::DATE as to_date,
    false as transfers, true as emergent, false as outlier, 'medical' as class,
    ['862', '871', '603', '392', '194'][1 + die(a.k, 'again', 5)] as drg,
    [1.86, 1.88, 0.87, 0.82, 0.87][1 + die(a.k, 'again', 5)] as weight,
    ['T8149XA', 'A419', 'L03115', 'K529', 'J189'][1 + die(a.k, 'again', 5)] as code)
  from acute a
  where class in ('medical', 'surgical') and age >= 18 and draw(k, 'readmission') < rate('readmission_share')
), onward as (
  select a.* replace (child_key(a.k, 612) as k, (from_date + 1)::DATE as from_date, false as transfers, 1 as part)
  from acute a where transfers
), death as (
  select s.contract_no, s.to_date, p.*, greatest(s.from_date, (s.to_date - 2 - die(p.k, 'last days', 9))::DATE) as falls_ill
  from span s join person p using (person_no)
  where s.died and s.to_date <= service_end() and s.to_date - s.from_date > 15
    and draw(p.k, 'in hospital') < rate('death_in_hospital')
), last_illness as (
  select person_no, contract_no, child_key(k, 613) as k, sex, years_old(birth_date, to_date) as age, codes as own_codes,
    falls_ill as from_date, to_date, '871' as drg, 'medical' as class, 1.88 as weight, 5.6 as days, 'A419' as code,
    true as emergent, false as outlier, false as transfers, 2 as part
  from death
), birth as (
  select c.contract_no, c.person_no as child_no, c.k as ck, c.birth_date as day, c.sex as child_sex,
    m.person_no as mother_no, m.birth_date as mother_birth, m.codes
  from person c join person m on m.contract_no = c.contract_no and m.idx = c.mother_idx
  where c.idx >= 8
), delivery as (
  select mother_no as person_no, contract_no, child_key(ck, 614) as k, 'female' as sex, years_old(mother_birth, day) as age,
    codes as own_codes, (day - die(ck, 'labor', 2))::DATE as from_date,
    (day - die(ck, 'labor', 2) + stay_days(ck, 'mother days', days, 0.25))::DATE as to_date,
    drg, class, weight, days, surgeon, code, false as emergent, false as outlier, false as transfers, 3 as part
  from birth
  join birth_kind t on t.class = 'mother' and die(ck, 'delivery', t.total) >= t.low and die(ck, 'delivery', t.total) < t.high
), newborn as (
  select child_no as person_no, contract_no, child_key(ck, 615) as k, child_sex as sex, 0 as age,
    null::VARCHAR[] as own_codes, day as from_date, (day + stay_days(ck, 'child days', days, 0.3))::DATE as to_date,
    drg, case when drg in ('790', '791', '792') then 'intensive child' else 'child' end as class, weight, days, surgeon, code,
    false as emergent, false as outlier, false as transfers, 4 as part
  from birth
  join birth_kind t on t.class = 'child' and die(ck, 'newborn', t.total) >= t.low and die(ck, 'newborn', t.total) < t.high
), planted as (
  select person_no, contract_no, child_key(k, 616 + n) as k, sex, age, codes as own_codes,
    make_date(year, [2, 4, 9][n], 9) as from_date, (make_date(year, [2, 4, 9][n], 9) + [24, 41, 15][n])::DATE as to_date,
    ['834', '014', '871'][n] as drg, 'medical' as class, [24.0, 64.0, 12.0][n] as weight, [24, 41, 15][n] as days,
    null as surgeon, ['C9100', 'C9101', 'A419'][n] as code, n <> 2 as emergent, false as outlier, false as transfers, 5 as part
  from person_year y cross join range(1, 4) t(n)
  where y.is_planted and y.y = least(1, getvariable('years') - 1)
), everything as (
  select * replace (case when transfers then (from_date + 1)::DATE else to_date end as to_date) from acute
  union all by name select * from again
  union all by name select * from onward
  union all by name select * from last_illness
  union all by name select * from delivery
  union all by name select * from newborn
  union all by name select * from planted
), spaced as (
  select *, max(to_date) over (partition by person_no order by from_date, part desc, k
    rows between unbounded preceding and 1 preceding) as before
  from everything
)
select s.person_no, s.contract_no, s.k, s.sex, s.age, s.own_codes, s.from_date, s.to_date,
  (s.to_date - s.from_date)::INTEGER as los, s.drg, s.class, s.weight, s.days, s.surgeon, s.code, s.emergent, s.outlier, s.part,
  c.plan, c.coverage_tier,
  case
    when s.part = 2 then '20'
    when s.transfers then '02'
    when s.class in ('child', 'intensive child', 'mother') then '01'
    when s.age >= 60 and draw(s.k, 'disposition') < rate('to_nursing_share') then '03'
    when s.class in ('medical', 'surgical') and draw(s.k, 'disposition') < rate('to_home_health_share') then '06'
    when draw(s.k, 'disposition') > 1 - rate('against_advice_share') then '07'
    else '01' end as disposition,
  row_number() over (partition by s.person_no order by s.from_date, s.part, s.k) as stay_no
from spaced s
join span c on c.person_no = s.person_no and s.from_date between c.from_date and c.to_date
where s.from_date between plan_start() and service_end()
  and (s.before is null or s.from_date > s.before
    or s.part = 1 and s.from_date = s.before or s.part in (2, 3, 4) and s.from_date >= s.before)
