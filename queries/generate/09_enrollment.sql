/*
table: enrollment
why: >
  The spans as the enrollment system names them: cut where a contract's numbers change. A few contracts get new numbers
  for all their people; everyone outside the HMO gets a new card when the administrator changes.
*/
with renumbered as (
  select contract_no, add_months(plan_start(), 2 + die(k, 'new number month', 12 * getvariable('years') - 4)) as renumbered_from
  from employee where draw(k, 'new number') < rate('new_number_share')
), start as (
  select s.*, renumbered_from,
    unnest(list_sort(list_distinct(list_filter(
      [from_date, renumbered_from, case when plan <> 'HMO' then administrator_change() end],
      lambda d: d between from_date and least(to_date, service_end()))))) as starts
  from span s left join renumbered using (contract_no)
), piece as (
  select * replace (starts as from_date,
      coalesce((lead(starts) over (partition by person_no, span_no order by starts) - 1)::DATE, to_date) as to_date,
      died and lead(starts) over (partition by person_no, span_no order by starts) is null as died),
    (coalesce(starts >= renumbered_from, false)::INTEGER + 2 * (plan <> 'HMO' and starts >= administrator_change())::INTEGER) as numbering
  from start
)
select contract_no, contract_no as employee_no, person_no, p.sex, p.birth_date, c.from_date, c.to_date, c.died, plan, status, relationship,
  coverage_tier,
  'P' || case when numbering % 2 = 1 then 200000000 + (person_no * 60961003) % 99999989 else opaque_person(person_no) end as person_id,
  /* a card's first digit tells the numbering, the others tell nothing */
  'S' || ((numbering + 1) * 100000000 + (contract_no * [48271003, 60961003, 27644437, 86028121][numbering + 1]) % 99999989)
    || '-' || (p.idx + 1) as member_id,
  renumbered_from
from piece c join person p using (contract_no, person_no)
