/*
measures: administration
why: How the administrators and the enrollment system work: denials, adjustments, turnaround, retroactive changes.
*/
with claim as (
  select data_source, root, bool_and(claim_status = 'denied') as denied, bool_or(line_type = 'adjustment') as adjusted,
    bool_or(line_type = 'reversal') as reversed,
    min(adjudicated_date - received_date) as days
  from medical_version group by all
), change as (
  /* the first file that holds a span's beginning, and the first that holds its end */
  select enrollment_start_date as day, min(file_date) as known, min(file_date) = (select min(file_date) from eligibility_feed) as opening
  from eligibility_feed group by data_source, member_id, enrollment_start_date, plan
  union all
  select enrollment_end_date + 1, min(file_date), false
  from eligibility_feed where enrollment_end_date is not null
  group by data_source, member_id, enrollment_start_date, plan, enrollment_end_date
), cost as (
  select person, day, paid from medical_version where claim_status = 'paid'
  union all select person, day, paid from pharmacy_version where claim_status = 'paid'
)
select 'denied share of claims' as measure, count(*) filter (where denied) / count(*) as value from claim
union all select 'adjusted share of claims', count(*) filter (where adjusted) / count(*) from claim
union all select 'reversed share of claims', count(*) filter (where reversed) / count(*) from claim
union all select 'claims adjudicated within 14 days of receipt', count(*) filter (where days <= 14) / count(*) from claim
union all select 'retroactive share of enrollment changes',
  count(*) filter (where date_trunc('month', day) < date_trunc('month', known)) / count(*) from change where not opening
union all select 'enrollment changes known more than three months late',
  count(*) filter (where date_trunc('month', day) + interval 3 month < date_trunc('month', known)) / count(*) from change where not opening
union all select 'paid without enrollment', sum(paid) filter (where m.person is null) / sum(paid)
  from cost c left join member_month m on m.person = c.person and m.month = date_trunc('month', c.day);
