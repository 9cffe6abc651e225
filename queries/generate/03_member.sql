/*
table: member
why: >
  Everyone on a contract: the holder, a spouse, children at entry, and children born since, each with the days
  between which the family covers them. Member 0 is the holder, 1 the spouse, 2-6 children, 8 and more births by year.
*/
with entry as (
  select e.*, f.spouse * case when e.generation > 0 then rate('hire_spouses') else 1 end as spouse,
    f.child * case when e.generation > 0 then rate('hire_children') else 1 end as child, years_old(e.birth_date, e.cover_from) as age
  from employee e join family_rate f on years_old(e.birth_date, e.cover_from) between f.age_from and f.age_to
), couple as (
  select *,
    case when entry_status = 'Survivor' then null
      when draw(k, 'spouse') < spouse then cover_from
      when age < 60 and draw(k, 'spouse') < spouse + rate('marriage_per_year') * getvariable('years')
        then (cover_from + ((draw(k, 'spouse') - spouse) / rate('marriage_per_year') * 365.25)::INTEGER)::DATE end as spouse_joins,
    (cover_from + waiting_days(draw(k, 'divorce'), 1 / rate('divorce_per_year'))::INTEGER)::DATE as divorce,
    (birth_date - ((4 * normal(k, 'spouse age') + case sex when 'male' then -1.5 else 1.5 end) * 365.25)::INTEGER)::DATE as spouse_birth_wish,
    case when (draw(k, 'spouse sex') < rate('spouse_sex_same')) = (sex = 'female') then 'female' else 'male' end as spouse_sex
  from entry
), family as (
  select *, least(spouse_birth_wish, (cover_from - 7700)::DATE) as spouse_birth,
    least(cover_from, coalesce(spouse_joins, cover_from)) as first_day
  from couple
), parent as (
  select *, case when sex = 'female' then birth_date when spouse_joins = cover_from and spouse_sex = 'female' then spouse_birth
      else (birth_date + 730)::DATE end as mother_birth,
    (draw(k, 'any child') < child * case when spouse_joins = cover_from then 1.55 else 0.78 end)::INTEGER
      * (1 + (draw(k, 'second') < rate('child_second'))::INTEGER
        * (1 + (draw(k, 'third') < rate('child_third'))::INTEGER * (1 + (draw(k, 'fourth') < rate('child_fourth'))::INTEGER))) as children
  from family
), eldest as (
  select *, (cover_from - mother_birth) / 365.25 as mother_age from parent
), child as (
  select e.contract_no, n + 2 as idx, child_key(e.k, 102 + n) as k, e.cover_from, e.is_planted,
    greatest(0.02, mother_age - 42) as youngest, least(25.8, mother_age - 20) as oldest,
    (greatest(0.02, mother_age - 42) + draw(e.k, 'eldest') * (least(25.8, mother_age - 20) - greatest(0.02, mother_age - 42)))
      - n * (1.6 + 1.6 * draw(e.k, 'spacing')) as age
  from eldest e cross join range(0, 4) t(n)
  where n < children and mother_age > 21
), born as (
  select f.contract_no, 8 + y as idx, child_key(f.k, 200 + y) as k,
    (make_date((getvariable('first_year') + y)::INTEGER, 1, 1) + die(child_key(f.k, 200 + y), 'day', 365)::INTEGER)::DATE as birth_date,
    case when f.sex = 'female' then 0 else 1 end as mother_idx
  from family f
  cross join range(0, getvariable('years')::BIGINT) t(y)
  join family_rate r on years_old(case when f.sex = 'female' then f.birth_date else f.spouse_birth end,
    make_date((getvariable('first_year') + y)::INTEGER, 7, 1)) between r.age_from and r.age_to
  where (f.sex = 'female' or f.spouse_sex = 'female' and f.spouse_joins is not null)
    and draw_by(child_key(f.k, 200 + y), 742938285) < r.birth
      * case when f.sex = 'female' and f.spouse_joins is null then 0.85 else 1.35 end
    and draw_by(child_key(f.k, 199 + y), 742938285) >= 0.15
), everyone as (
  select contract_no, 0 as idx, 'self' as relation, sex, birth_date, cover_from as joins, null::DATE as leaves, child_key(k, 100) as k,
    null::INTEGER as mother_idx, is_planted
  from employee
  union all
  select contract_no, 1, 'spouse', spouse_sex, spouse_birth, spouse_joins,
    case when divorce > spouse_joins then month_end(divorce) end, child_key(k, 101), null, false
  from family where spouse_joins is not null
  union all
  select contract_no, idx, 'child', case when draw(k, 'sex') < 0.488 then 'female' else 'male' end,
    (cover_from - (age * 365.25)::INTEGER)::DATE, cover_from, null, k, null, false
  from child where age >= youngest and age <= oldest
  union all
  select b.contract_no, b.idx, 'child', case when draw(b.k, 'sex') < 0.488 then 'female' else 'male' end,
    b.birth_date, case when draw(b.k, 'added') < rate('newborn_added') then b.birth_date else add_months(b.birth_date, 12) end,
    null, b.k, b.mother_idx, false
  from born b
  where not exists (
    from child c where c.contract_no = b.contract_no and c.age >= c.youngest
      and b.birth_date < (c.cover_from - (c.age * 365.25)::INTEGER)::DATE + 330)
)
select contract_no, idx, contract_no * 32 + idx as person_no, k, relation, sex, birth_date, joins,
  case when relation <> 'child' then leaves
    when draw(k, 'leaves early') < rate('child_leaves_early') then month_end(add_months(birth_date, 12 * 19 + die(k, 'leaves', 12 * 7)))
    else month_end(add_months(birth_date, 26 * 12)) end as leaves, mother_idx, is_planted
from everyone
