/*
total: planted
why: The claims that an audit should find, line by line, each under one kind; final versions only.
*/
with medical as (
  select medical_claim_id(vendor, claim_serial, suffix) as claim_id, line_no, vendor_name(vendor) as data_source,
    case when unknown_person then unknown_person_id(claim_serial) else person_id end as person_id,
    version, late, unknown_person, medicare_missed, paid, copay_error
  from medical_version positional join medical_share
  where final
), fill as (
  select 'R' || claim_serial as claim_id, f.person_no, n.person_id, day, paid
  from (from pharmacy_version positional join pharmacy_share) f
  join person_id_from n on n.person_no = f.person_no and f.day between n.from_date and n.to_date
  where final
), planted as (
  select case when late then 'after_termination' when version = 5 then 'duplicate' when unknown_person then 'orphan'
      when medicare_missed then 'medicare_primary' when copay_error <> 0 then 'wrong_copay' end as kind,
    claim_id, line_no, data_source, person_id, case when copay_error <> 0 then copay_error else paid end as amount
  from medical
  union all
  select 'after_termination', claim_id, 1, 'Pharmacy benefit manager', f.person_id, paid
  from fill f
  left join span c on c.person_no = f.person_no and f.day between c.from_date and c.to_date
  where c.person_no is null
)
select kind, claim_id, line_no as claim_line_number, data_source, person_id, money(amount) as amount, null::VARCHAR as note
from planted where kind is not null
