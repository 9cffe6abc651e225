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
), wave as (
  select g.*, group_no,
    add_months(plan_start(), round(12 * getvariable('years') * g.starts)::INTEGER + wave_months * (group_no % waves)::INTEGER) as eligible_from
  from program g cross join employer_group
), invited as (
  select w.*, p.person_no, p.contract_no, p.use_factor, p.conditions, child_key(p.k, 1000 + program_no) as k
  from wave w
  join employee e using (group_no)
  join person p on p.contract_no = e.contract_no
  join span s on s.person_no = p.person_no and eligible_from between s.from_date and s.to_date
  where s.plan <> 'Medicare Supplement' and not p.is_planted and years_old(p.birth_date, plan_start()) between 18 and 62
    /* the condition was there in the year before */
    and (w.condition_no = 0 or exists (from person_condition c where c.person_no = p.person_no and c.condition_no = w.condition_no
      and c.from_y < greatest(1, year(eligible_from) - getvariable('first_year'))))
), covered as (
  select i.*, (select max(to_date) from span s where s.person_no = i.person_no and s.plan <> 'Medicare Supplement') as covered_to,
    add_months(eligible_from, die(k, 'joins', joins_within)) as joins,
    draw(k, 'enrolls') < least(0.9, enrolled * pow(use_factor, -healthier)
      * case when healthier > 0 and conditions = 0 then 1.1 when healthier > 0 then 0.75 else 1 end) as enrolls
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
