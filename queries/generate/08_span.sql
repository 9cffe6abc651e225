/*
table: span
why: >
  Enrollment spans: a contract's days are cut where its status, plan or family changes, the coverage tier is counted
  on each piece, and pieces of one person that say the same are joined again.
*/
with cover as (
  select m.contract_no, m.person_no, m.idx, m.relation, m.birth_date, s.status, s.died and m.idx = 0 as died,
    greatest(m.joins, s.from_date) as from_date,
    least(coalesce(m.leaves, date '9000-12-31'), s.to_date, date '9000-12-31') as to_date
  from member m join contract_status s using (contract_no)
  where greatest(m.joins, s.from_date) <= least(coalesce(m.leaves, date '9000-12-31'), s.to_date, service_end())
    and not (s.status = 'Survivor' and m.idx = 0
      and exists (from contract_status d where d.contract_no = m.contract_no and d.died and d.to_date < s.from_date))
), cut as (
  select contract_no, from_date as day from cover
  union
  select contract_no, (to_date + 1)::DATE from cover where to_date < service_end()
  union
  select contract_no, make_date((getvariable('first_year') + y)::INTEGER, 1, 1)
  from (select distinct contract_no from cover), range(0, getvariable('years')::BIGINT) t(y)
  union
  select contract_no, add_months(month_start(birth_date), 65 * 12) from cover where status <> 'Active'
    and add_months(month_start(birth_date), 65 * 12) between plan_start() and service_end()
), piece as (
  select contract_no, day as from_date,
    coalesce((lead(day) over (partition by contract_no order by day) - 1)::DATE, date '9000-12-31') as to_date
  from cut
), present as (
  select c.contract_no, p.from_date, least(p.to_date, c.to_date) as to_date, c.person_no, c.birth_date,
    c.died and c.to_date = p.to_date as died,
    c.status as contract_status, c.relation, c.idx,
    count(*) filter (where c.idx > 1) over family as children,
    count(*) filter (where c.idx = 1) over family as spouses,
    count(*) filter (where c.idx = 0) over family as holders,
    /* from the first day of the month of the 65th birthday */
    p.from_date >= add_months(month_start(c.birth_date), 65 * 12) and c.status <> 'Active' as medicare
  from piece p join cover c on c.contract_no = p.contract_no and c.from_date <= p.from_date and c.to_date >= p.from_date
  window family as (partition by c.contract_no, p.from_date)
), described as (
  select r.*,
    case when medicare then 'Medicare Supplement' else coalesce(h.plan, 'PPO') end as plan,
    case when contract_status = 'Medicare retiree' and not medicare then 'Early retiree' else contract_status end as status,
    case when idx = 1 and holders = 0 then 'self' else relation end as relationship,
    case when holders = 0 and spouses = 1 then
        case when children = 0 then 'Employee' when children = 1 then 'Employee + child' else 'Employee + children' end
      when spouses = 1 then
        case when children = 0 then 'Employee + spouse' when children = 1 then 'Employee + spouse + child' else 'Family' end
      when children = 0 then 'Employee' when children = 1 then 'Employee + child' else 'Employee + children' end as coverage_tier
  from present r left join plan_choice h on h.contract_no = r.contract_no and h.year = year(r.from_date)
), marked as (
  select *, case when lag(to_date) over w + 1 = from_date and lag(plan) over w = plan and lag(status) over w = status
      and lag(coverage_tier) over w = coverage_tier and lag(relationship) over w = relationship then 0 else 1 end as starts
  from described window w as (partition by person_no order by from_date)
), numbered as (
  select *, sum(starts) over (partition by person_no order by from_date) as span_no from marked
), joined as (
  select contract_no, person_no, span_no, min(from_date) as from_date, max(to_date) as to_date, bool_or(died) as died,
    max(plan) as plan, max(status) as status, max(relationship) as relationship, max(coverage_tier) as coverage_tier
  from numbered group by contract_no, person_no, span_no
)
select *, case when not died and lead(from_date) over (partition by person_no order by span_no) is null and to_date < service_end()
    then (to_date + rate('leak_days')::INTEGER)::DATE else to_date end as paid_to
from joined
