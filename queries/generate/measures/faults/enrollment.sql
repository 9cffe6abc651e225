/*
faults: enrollment
why: Spans, contracts and families that cannot be, in the enrollment as it stands after the last file.
*/
with self as (
  select * from eligibility where subscriber_relation = 'self'
), by_person as (
  select person, count(distinct birth_date) as births, count(distinct gender) as sexes, count(distinct subscriber_id) as contracts
  from eligibility group by person
), contract as (
  select subscriber_id, count(*) filter (where subscriber_relation = 'self') as holders from eligibility group by subscriber_id
), following as (
  select enrollment_start_date as starts,
    lag(coalesce(enrollment_end_date, date '9999-12-31')) over (partition by person order by enrollment_start_date) as ended
  from eligibility
)
select 'the same person with two birth dates or sexes' as fault, count(*) as count from by_person where births > 1 or sexes > 1
union all select 'a number of two persons', count(*) from (
  from eligibility select person_id group by person_id having count(distinct person) > 1)
union all select 'a person on two contracts', count(*) from by_person where contracts > 1
union all select 'overlapping spans', count(*) from following where ended >= starts
union all select 'a span that ends before it starts', count(*) from eligibility where enrollment_end_date < enrollment_start_date
union all select 'a span before birth', count(*) from eligibility where enrollment_start_date < birth_date
union all select 'two holders of a contract at once', count(*)
  from self a join self b on a.subscriber_id = b.subscriber_id and a.person < b.person
  where a.enrollment_start_date <= coalesce(b.enrollment_end_date, date '9999-12-31')
    and b.enrollment_start_date <= coalesce(a.enrollment_end_date, date '9999-12-31')
union all select 'a contract without a holder', count(*) from contract where holders = 0
union all select 'a dependent on employee-only coverage', count(*) from eligibility
  where coverage_tier = 'Employee' and subscriber_relation <> 'self'
union all select 'a holder under 18', count(*) from self where date_sub('year', birth_date, enrollment_start_date) < 18
union all select 'a child past 26 who is known to have left', count(*) from eligibility
  where subscriber_relation = 'child' and date_sub('year', birth_date, enrollment_end_date) > 26
union all select 'a child with Medicare', count(*) from eligibility
  where subscriber_relation = 'child' and (plan = 'Medicare Supplement' or member_status = 'Medicare retiree')
union all select 'Medicare before 65', count(*) from eligibility
  where plan = 'Medicare Supplement' and date_sub('year', birth_date, (enrollment_start_date + 31)::DATE) < 65
union all select 'a death that is not the end of coverage', count(*) from eligibility
  where death_date is not null and death_date is distinct from enrollment_end_date
union all select 'a file that knows the future', count(*) from eligibility_feed
  where enrollment_status <> 'void' and enrollment_start_date > file_date + 92
