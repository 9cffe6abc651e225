/*
Participants of each program and those who could have joined and did not, before and after they joined or could have:
covered months, days with care outside hospital stays, dollars allowed for medical care.
*/
create or replace temp table program_month as
with arm as (
  select program, person, case when enrolled_from is not null then 'participants' else 'comparison' end as arm,
    coalesce(enrolled_from, eligible_from)::DATE as starts, enrolled_to::DATE as enrolled_to
  from read_csv(getvariable('folder') || '/program_participation.csv', all_varchar = true, header = true)
  join person_number using (person_id)
), care_day as (
  select person, line_start as day, sum(allowed) as allowed,
    bool_or(sign > 0 and bill is distinct from '111' and bill is distinct from '211'
      and place is distinct from '21' and place is distinct from '31') as visited
  from medical_version where claim_status = 'paid' group by person, line_start
), care as (
  select person, date_trunc('month', day)::DATE as month, count(*) filter (where visited) as visit_days, sum(allowed) as allowed
  from care_day group by all
)
select program, arm, person, case when month >= starts then 'after' else 'before' end as period,
  coalesce(visit_days, 0) as visit_days, coalesce(allowed, 0) as allowed
from arm join member_month using (person) left join care using (person, month)
where enrolled_to is null or month <= enrolled_to;
