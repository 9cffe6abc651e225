/*
table: visit
why: >
  Everything outside hospital stays: how often by age, sex and condition, when by season and weekday, only while
  covered (and, for a planted few, shortly after coverage ended), never inside a stay. A visit that a program averts is
  kept with that program's number: it did not take place, and the answer key says what it would have cost.
*/
with expected as (
  select y.person_no, y.contract_no, y.k as year_key, y.person_k, y.sex, y.birth_date, y.year, y.y, y.codes,
    r.kind_no, r.season, r.spread, draw_by(y.k, r.count_multiplier) as u,
    r.base * r.condition_factor[y.condition_class + 1] * y.use_factor * pow(1 + r.trend, y.y)
      * case when y.sex = 'female' and y.age between 18 and 54 then r.female
        when y.age between 18 and 54 then 2 - r.female else 1 end
      * case when r.elastic then y.discretion else 1 end
      * case when r.kind = 'emergency visit' then y.emergency_factor * y.emergency_discretion else 1 end as mean
  from person_year y
  join visit_rate r on r.band = y.band and (r.condition_bit = 0 or (y.mask & r.condition_bit) <> 0)
  where (r.active = 1 or draw_by(y.k, r.active_multiplier) < r.active)
    and (r.kind <> 'mammogram' or y.sex = 'female')
), event as (
  select * exclude (u, mean), child_key(child_key(year_key, 700 + kind_no), n) as k, kind_no as id_kind
  from (select *, unnest(range(least(250, poisson(u, mean)))) as n from expected where u >= exp(-mean))
), dated as (
  select e.*, make_date(e.year, s.month, 1 + die(k, 'day', day(last_day(make_date(e.year, s.month, 1))))) as day
  from event e
  join season s on s.season = e.season and s.ticket = die(k, 'month', 1000)
), prenatal as (
  select m.person_no, m.contract_no, m.k as person_k, m.sex, m.birth_date, c.idx - 8 as y, m.codes,
    v.kind_no, 'office' as season, v.spread, child_key(child_key(c.k, 620), w) as k, w as n, 62 as id_kind,
    (c.birth_date - 30 * w::INTEGER)::DATE as day
  from person c
  join person m on m.contract_no = c.contract_no and m.idx = c.mother_idx
  join visit_kind v on v.kind = 'specialist visit'
  cross join range(6, 9) t(w)
  where c.idx >= 8
), weekday as (
  select person_no, contract_no, person_k, sex, birth_date, y, codes, kind_no, spread, k, n, id_kind,
    case
      when season in ('level', 'winter') or draw(k, 'weekend') < rate('weekend_share') then day
      /* a weekday of the week before, or of the week after where that would be another month */
      when dayofweek(day) in (0, 6) then (case when day(day) > 6
        then day - (5 * (dayofweek(day) = 6)::INTEGER + 6 * (dayofweek(day) = 0)::INTEGER) + die(k, 'weekday', 5)
        else day + 1 + (dayofweek(day) = 6)::INTEGER + die(k, 'weekday', 5) end)::DATE
      else day end as day
  from (select * from dated union all by name select * from prenatal)
), covered as (
  select w.*, years_old(w.birth_date, w.day) as age, s.plan, s.coverage_tier
  from weekday w
  join span s on s.person_no = w.person_no and w.day between s.from_date and s.paid_to
  where w.day between plan_start() and service_end()
    and (w.day <= s.to_date or draw(w.k, 'leak') < rate('leak_share'))
), outside as (
  select c.*
  from covered c
  anti join stay s on s.person_no = c.person_no and s.from_date < c.day and s.to_date > c.day
)
select o.person_no, o.contract_no, g.program_no as averted_by, ((o.person_no * 64 + id_kind) * 16 + y) * 256 + n as visit_no, o.k,
  child_key(person_k, 40 + kind_no) as habit, kind_no, o.spread, day, o.age, plan, coverage_tier,
  case
    when id_kind = 62 then ['Z3401', 'Z3481', 'O0990'][1 + die(o.k, 'prenatal', 3)]
    when v.diagnoses in ('own', 'behavioral') and own.code is not null then own.code
    when o.codes is not null and v.diagnoses in ('general', 'specialty', 'injury') and draw(o.k, 'chronic') < rate('chronic_diagnosis_share')
      then o.codes[1 + die(o.k, 'which', len(o.codes))]
    else coalesce(t.code, 'Z0000') end as diagnosis_1,
  case when o.codes is not null and draw(o.k, 'second') < 0.5 then o.codes[1 + die(o.k, 'other', len(o.codes))] end as diagnosis_2
from outside o
join visit_kind v using (kind_no)
left join condition c on c.condition = v.condition
left join person_condition own on own.person_no = o.person_no and own.condition_no = c.condition_no
left join diagnosis_ticket t on t.diagnoses = v.diagnoses and t.sex = o.sex and t.age = age_group(o.age)
  and t.ticket = die(o.k, 'diagnosis', 50)
left join program_member g on g.person_no = o.person_no and o.day between g.enrolled_from and coalesce(g.enrolled_to, o.day)
  and g.effect > 0 and draw(o.k, 'averted') < g.effect
