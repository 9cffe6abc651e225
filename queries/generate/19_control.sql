/*
table: control
why: What each file of this portion holds, in rows and cents, for the control report.
*/
select 'eligibility' as file, count(*) as row_count, null::HUGEINT as paid, null::HUGEINT as allowed
from span where from_date <= service_end()
union all
select 'medical_claim', count(*), coalesce(sum(paid), 0), coalesce(sum(allowed), 0) from medical_extract
union all
select 'pharmacy_claim', count(*), coalesce(sum(sign * paid), 0), coalesce(sum(sign * allowed), 0) from pharmacy_extract
