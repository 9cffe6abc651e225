/*
table: employee
why: >
  One row a contract holder. The plan has as many slots as employees; a slot of an active employee is filled again
  some weeks after its holder leaves. Everything of a slot follows from its number and the seed, so slots can be made
  in any portions. One slot of the plan, known from the seed, holds the member over a million dollars.
*/
with slot as (
  select s as slot, root_key('slot', s) as k,
    getvariable('planted') = 1 and s = 1 + root_key('planted', 0) % getvariable('employees') as planted
  from range(getvariable('first_slot')::BIGINT, getvariable('last_slot')::BIGINT + 1) t(s)
), placed as (
  select s.*, g.group_no, g.employer_group, g.employer_type, g.starts, g.ends, r.region, r.region_no, u.unit_no, u.bargaining_unit,
    u.female_share, u.wage_shift, case when planted then 'Active' else e.member_status end as entry_status,
    e.age_mean, e.age_spread, e.age_low, e.age_high
  from slot s
  join employer_group g on die(s.k, 'group', g.total) >= g.low and die(s.k, 'group', g.total) < g.high
  join region r on coalesce(g.region = r.region, die(s.k, 'region', r.total) >= r.low and die(s.k, 'region', r.total) < r.low + r.weight)
  join bargaining_unit u on u.employer_type = g.employer_type
    and die(s.k, 'unit', u.total) >= u.low and die(s.k, 'unit', u.total) < u.high
  join entry_status e on die(s.k, 'status', e.total) >= e.low and die(s.k, 'status', e.total) < e.high
), holder as (
  select * exclude (k), k as slot_key, child_key(k, generation) as k, generation,
    slot * 16 + generation as contract_no
  from placed cross join range(0, least(16, getvariable('years')::BIGINT + 4)) g(generation)
  where generation = 0 or entry_status = 'Active'
), aged as (
  select *, planted and generation = 0 as is_planted,
    case when draw(k, 'sex') < female_share then 'female' else 'male' end as sex,
    case
      when planted and generation = 0 then rate('planted_claimant_age') + 0.4
      when generation > 0 then least(62, greatest(20, rate('hire_age_mean') + rate('hire_age_spread') * normal(k, 'age')))
      when entry_status = 'Active' then least(69.5, greatest(21, rate('age_mean') + rate('age_spread') * normal(k, 'age')))
      else least(age_high, greatest(age_low, age_mean + age_spread * normal(k, 'age'))) + 0.9 * draw(k, 'month of birth')
    end as entry_age
  from holder
), fate as (
  select *,
    waiting_days(draw(k, 'quit'), case when entry_age < 30 then rate('quit_years_under_30')
      when entry_age < 45 then rate('quit_years_30_44') else rate('quit_years_45_up') end) as quit_days,
    greatest((least(70, greatest(55, rate('retire_age_mean') + rate('retire_age_spread') * normal(k, 'retire'))) - entry_age) * 365.25,
      waiting_days(draw(k, 'late'), 1.3)) as retire_days,
    waiting_days(draw(k, 'disability'), 1 / rate('disability_per_year')) as disability_days,
    ln(1 - rate('death_growth') * ln(1 - draw(k, 'death'))
      / (rate('death_per_year_45') * exp(rate('death_growth') * (entry_age - 45)))) / rate('death_growth') * 365.25 as death_days
  from aged
), tenure as (
  select *, case when is_planted then 20000 else least(quit_days, retire_days, disability_days, death_days, 20000)::INTEGER end as days,
    case when is_planted then 'none'
      when death_days <= least(quit_days, retire_days, disability_days) then 'death'
      when retire_days <= least(quit_days, disability_days) then 'retirement'
      when quit_days <= disability_days then 'departure' else 'disability' end as reason,
    12 + die(k, 'vacancy', 70) as vacancy
  from fate
), placed_in_time as (
  select *, (plan_start() + coalesce(sum(days + vacancy) over (
      partition by slot order by generation rows between unbounded preceding and 1 preceding), 0)::INTEGER)::DATE as entry_date
  from tenure
), dated as (
  select *, (entry_date - (entry_age * 365.25)::INTEGER)::DATE as birth_date,
    case when entry_status <> 'Active' then null else (entry_date + days)::DATE end as exit_date
  from placed_in_time
  where entry_date <= service_end()
)
select contract_no, slot, generation, k, is_planted, group_no, employer_group, employer_type, region, region_no, unit_no, bargaining_unit,
  case when generation = 0 then entry_status else 'Active' end as entry_status, sex, birth_date,
  case when generation = 0 then plan_start()
    when starts = 'first of month' then month_start(add_months(entry_date, 1)) else entry_date end as cover_from,
  case when exit_date is null then null when ends = 'month end' and reason <> 'death' then month_end(exit_date)
    else exit_date end as cover_to,
  reason, ends,
  (entry_date + least(death_days, 40000)::INTEGER)::DATE as would_die,
  ['Under $40,000', '$40,000-$59,999', '$60,000-$79,999', '$80,000-$99,999', '$100,000 and over'][1 + least(4, greatest(0,
    floor(1.6 + wage_shift + normal(k, 'wage') + least(entry_age - 40, 15) * 0.035)))::INTEGER] as wage_band
from dated
