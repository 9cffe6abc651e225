/*
total: program_use
why: >
  Participants and those who could have been, before and after they joined or could have: covered months, days with care
  outside hospital stays, and allowed dollars of medical care. Lines of every paid version, as the files have them.
*/
with arm as (
  select program_no, person_no, case when enrolled_from is not null then 'participants' else 'comparison' end as arm,
    coalesce(enrolled_from, eligible_from) as starts, enrolled_to
  from program_member
), covered as (
  select distinct person_no, m::DATE as month
  from span semi join program_member using (person_no),
    lateral (select unnest(generate_series(month_start(from_date)::TIMESTAMP, least(to_date, service_end())::TIMESTAMP, interval 1 month)) as m)
), care_day as (
  select person_no, line_date, sum(case when version = 1 then -allowed else allowed end) as allowed,
    bool_or(version <> 1 and coalesce(bill, '') not in ('111', '211') and coalesce(place, '') not in ('21', '31')) as visited
  from medical_version semi join program_member using (person_no)
  where not denied and not unknown_person
  group by person_no, line_date
), care as (
  select person_no, month_start(line_date) as month, count(*) filter (where visited) as visit_days, sum(allowed) as allowed
  from care_day group by all
)
select program_no, arm, month >= starts as after, count(distinct person_no) as persons, count(*) as person_months,
  coalesce(sum(visit_days), 0)::BIGINT as visit_days, coalesce(sum(allowed), 0)::BIGINT as allowed
from arm join covered using (person_no) left join care using (person_no, month)
where enrolled_to is null or month <= enrolled_to
group by all
