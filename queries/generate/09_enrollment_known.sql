/*
table: enrollment_known
why: >
  When the enrollment system knew of each span: the months of the files in which its beginning and its end first stand.
  All that changes on one day of a contract becomes known together, and nothing before what went before it. A few hires
  never started: their span is taken back.
*/
with day as (
  select contract_no, from_date as day from enrollment
  union
  select contract_no, (to_date + 1)::DATE from enrollment where to_date < service_end()
), caused as (
  select d.contract_no, day, child_key(e.k, 900000 + (day - plan_start())) as dk,
    case
      when day = plan_start() then 'opening'
      when exists (from enrollment n where n.contract_no = d.contract_no and n.renumbered_from = day) then 'new number'
      when exists (from member m where m.contract_no = d.contract_no and idx >= 8 and joins = day and birth_date = day) then 'newborn'
      when exists (from contract_status s where s.contract_no = d.contract_no and s.died and s.to_date + 1 = day) then 'death'
      when day = e.cover_from then 'hire'
      when exists (from contract_status s where s.contract_no = d.contract_no and s.status = 'COBRA' and s.from_date = day)
        then 'COBRA election'
      when exists (from contract_status s where s.contract_no = d.contract_no and s.from_date = day) then 'retirement'
      when not exists (from enrollment n where n.contract_no = d.contract_no and day between n.from_date and n.to_date)
        then case when day = e.cover_to + 1 then 'departure' else 'unpaid premium' end
      when exists (from member m where m.contract_no = d.contract_no and idx = 1 and m.leaves + 1 = day) then 'divorce'
      when day = administrator_change() then 'new card'
      when exists (from member m where m.contract_no = d.contract_no and idx = 1 and m.joins = day) then 'marriage'
      when month(day) = 1 and day(day) = 1 then 'renewal'
      else 'aging out' end as cause
  from day d join employee e using (contract_no)
), noticed as (
  select contract_no, day, cause,
    day + case when draw(dk, 'late') < late_share::DOUBLE
      then late_from::INTEGER + die(dk, 'late days', 1 + late_to::INTEGER - late_from::INTEGER)
      else days_from::INTEGER + die(dk, 'days', 1 + days_to::INTEGER - days_from::INTEGER) end as known
  from caused join csv.enrollment_notices using (cause)
), known as (
  select contract_no, day, cause,
    month_start(max(least(paid_end(), greatest(plan_start() - 1, known::DATE))) over (partition by contract_no order by day)) as file_month
  from noticed
)
select e.* exclude (renumbered_from), f.cause as start_cause, f.file_month as start_file, t.cause as end_cause,
  t.file_month as end_file, null::DATE as void_file
from enrollment e
join known f on f.contract_no = e.contract_no and f.day = e.from_date
left join known t on t.contract_no = e.contract_no and t.day = e.to_date + 1
union all
select slot * 16 + 15, contract_no, (slot * 16 + 15) * 32, case when draw(k, 'never sex') < 0.5 then 'female' else 'male' end,
  (cover_from - 8000 - die(k, 'never age', 12000))::DATE, add_months(month_start(cover_from), -1), date '9000-12-31', false, 'PPO',
  'Active', 'self', 'Employee', 'P' || opaque_person((slot * 16 + 15) * 32), 'S' || opaque_person(slot * 16 + 15) || '-1',
  'hire', add_months(month_start(cover_from), -2), null, null, add_months(month_start(cover_from), -1 + die(k, 'never known', 2))
from employee
where generation = 1 and cover_from >= add_months(plan_start(), 2) and draw(k, 'never started') < rate('never_started_share')
