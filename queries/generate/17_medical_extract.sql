/*
table: medical_extract
why: The administrator's medical lines paid by the extract's date, with their money, in the order of the file.
*/
with line as (
  select visit_no * 8 + claim as claim_no, line as line_no, person_no, contract_no, claim_type, bill, place, revenue, procedure, units,
    npi, case when claim_type = 'institutional' then npi end as facility, out_of_network, plan, day as from_date,
    case when overnight then (day + 1)::DATE else day end as to_date, day as line_date,
    null::DATE as admission_date, null::DATE as discharge_date, null::VARCHAR as admit_source, null::VARCHAR as admit_type,
    case when bill in ('131', '831') then '01' end as disposition, null::VARCHAR as drg, diagnosis_1, diagnosis_2, markup
  from visit_claim_line
  union all
  select ((person_no * 64 + 63) * 4096 + stay_no) * 8 + claim, line, person_no, contract_no, claim_type, bill, place, revenue, procedure, units,
    npi, facility, out_of_network, plan, case when claim_type = 'institutional' then from_date else min(line_day) over claim end,
    case when claim_type = 'institutional' then to_date else max(line_day) over claim end, line_day,
    case when claim_type = 'institutional' then from_date end, case when claim_type = 'institutional' then to_date end,
    case when bill = '211' then '4' when bill = '111' then
      case when class in ('child', 'intensive child') then '5' when part = 1 then '4' else '1' end end,
    case when bill = '211' then '3' when bill = '111' then
      case when class in ('child', 'intensive child') then '4' when emergent then '1' when class = 'mother' then '2' else '3' end end,
    disposition, drg, code, case when codes is not null then nullif(codes[1 + die(k, 'second', len(codes))], code) end, markup
  from stay_claim_line
  window claim as (partition by person_no, stay_no, claim)
)
select l.*, a.adjudicated_date, a.paid_date, a.allowed, a.cob, a.paid, a.copay, a.coinsurance, a.deductible,
  greatest(a.allowed + 1, cents(a.allowed * greatest(1.05, l.markup))) as charge
from line l
join cost_share a on a.line_id = (l.claim_no * 64 + l.line_no) * 2
where a.paid_date <= paid_end()
order by l.contract_no, l.person_no, l.from_date, l.claim_no, l.line_no
