/*
Lines of Medicare Supplement members on which nothing was left to Medicare, the primary payer.
*/
select claim_id, line, data_source, person_id, paid as amount
from medical
where plan = 'Medicare Supplement' and cob = 0 and allowed > 0 and family is not null
  and exists (from eligibility e where e.person = medical.person and e.plan = 'Medicare Supplement'
    and medical.claim_start between e.enrollment_start_date and coalesce(e.enrollment_end_date, date '9999-12-31'))
