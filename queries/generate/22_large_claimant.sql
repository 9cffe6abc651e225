/*
total: large_claimant
why: What was paid by month for the persons whose claims of a plan year reach half of the stop-loss attachment.
*/
with line as (
  select person_no, year(from_date) as plan_year, paid_date, case when version = 1 then -paid else paid end as paid,
    case when version = 1 then -allowed else allowed end as allowed
  from medical_version positional join medical_share
  where not denied and not unknown_person
  union all
  select person_no, year(day), paid_date, case when version = 1 then -paid else paid end, case when version = 1 then -allowed else allowed end
  from pharmacy_version positional join pharmacy_share
), large as (
  select person_no, plan_year from line group by all having sum(paid) >= 50 * fund_rate('stop_loss_attachment')
)
select l.person_no, n.person_id, plan_year, month_start(paid_date) as month, sum(paid)::BIGINT as paid, sum(allowed)::BIGINT as allowed
from line l
semi join large using (person_no, plan_year)
join person_id_from n on n.person_no = l.person_no and make_date(plan_year::INTEGER, 12, 31) between n.from_date and n.to_date
group by all
