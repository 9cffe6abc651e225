/*
table: program_member
why: >
  Who could have joined each program, who did, and from when to when. Groups of employers start in waves; persons join
  within months of that, by chance or, where participants choose themselves, the healthier first.
*/
with program as (
  select row_number() over (order by programs.rowid) as program_no, program, coalesce(c.condition_no, 0) as condition_no, effect::DOUBLE as effect,
    starts::DOUBLE as starts, waves::BIGINT as waves, wave_months::INTEGER as wave_months, joins_within::INTEGER as joins_within,
    enrolled::DOUBLE as enrolled, healthier::DOUBLE as healthier, withdraws::DOUBLE as withdraws
  from csv.programs left join condition c using (condition)
), invited as (
  select g.*, p.person_no, p.contract_no, p.use_factor, p.conditions, child_key(p.k, 1000 + program_no) as k, s.to_date as span_end,
    add_months(plan_start(), round(12 * getvariable('years') * starts)::INTEGER + wave_months * (e.group_no % waves)::INTEGER) as eligible_from
  from person p
  join employee e on e.contract_no = p.contract_no
  cross join program g
  join span s on s.person_no = p.person_no
    and add_months(plan_start(), round(12 * getvariable('years') * starts)::INTEGER + wave_months * (e.group_no % waves)::INTEGER)
      between s.from_date and s.to_date
  where (condition_no = 0 or list_contains(p.numbers, condition_no)) and s.plan <> 'Medicare Supplement' and not p.is_planted
    and years_old(p.birth_date, plan_start()) between 18 and 62
), covered as (
  select i.*, (select max(to_date) from span s where s.person_no = i.person_no and s.plan <> 'Medicare Supplement') as covered_to,
    add_months(eligible_from, die(k, 'joins', joins_within)) as joins,
    draw(k, 'enrolls') < least(0.9, enrolled * pow(use_factor, -healthier)
      * case when healthier > 0 and conditions = 0 then 1.25 when healthier > 0 then 0.6 else 1 end) as enrolls
  from invited i
), timed as (
  select *, case when draw(k, 'withdraws') < withdraws
      then month_end(add_months(joins, 2 + die(k, 'withdraws after', greatest(3, 6 * getvariable('years'))))) end as withdrawn
  from covered
)
select program_no, program, effect, person_no, contract_no, eligible_from,
  case when enrolls and joins <= covered_to then joins end as enrolled_from,
  case when enrolls and joins <= covered_to and least(withdrawn, covered_to) < service_end() then least(withdrawn, covered_to) end as enrolled_to,
  case
    when enrolls and joins <= covered_to then
      case when least(withdrawn, covered_to) >= service_end() then null
        when covered_to <= coalesce(withdrawn, covered_to) then 'left coverage' else 'withdrew' end
    when enrolls then 'left coverage'
    else ['declined', 'not reached', 'no answer'][1 + die(k, 'why not', 3)] end as reason
from timed
