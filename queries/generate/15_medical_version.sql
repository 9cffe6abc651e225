/*
table: medical_version
why: >
  The administrators' medical lines as they were sent: each claim received, decided and paid in its time, and some of
  them sent more than once. Versions: 0 as first paid, 1 its reversal, 2 its adjustment, 3 an earlier submission that was
  denied, 4 a later repeat that was denied, 5 a repeat that was paid by mistake, 6 a line denied within a paid claim.
*/
with line as (
  select visit_no * 8 + claim as claim_no, line as line_no, person_no, contract_no, claim_type, bill, place, revenue, procedure, units,
    npi, case when claim_type = 'institutional' then npi end as facility, out_of_network, plan, coverage_tier, share, lag_class,
    day as service_date, day as basis_date, day as from_date,
    case when overnight then (day + 1)::DATE else day end as to_date, day as line_date,
    null::DATE as admission_date, null::DATE as discharge_date, null::VARCHAR as admit_source, null::VARCHAR as admit_type,
    case when bill in ('131', '831') then '01' end as disposition, null::VARCHAR as drg, diagnosis_1, diagnosis_2, allowed, markup
  from visit_claim_line
  union all
  select ((person_no * 64 + 63) * 4096 + stay_no) * 8 + claim, line, person_no, contract_no, claim_type, bill, place, revenue, procedure, units,
    npi, facility, out_of_network, plan, coverage_tier, share, lag_class,
    case when claim_type = 'institutional' then from_date else min(line_day) over claim end, to_date,
    case when claim_type = 'institutional' then from_date else min(line_day) over claim end,
    case when claim_type = 'institutional' then to_date else max(line_day) over claim end, line_day,
    case when claim_type = 'institutional' then from_date end, case when claim_type = 'institutional' then to_date end,
    case when bill = '211' then '4' when bill = '111' then
      case when class in ('child', 'intensive child') then '5' when part = 1 then '4' else '1' end end,
    case when bill = '211' then '3' when bill = '111' then
      case when class in ('child', 'intensive child') then '4' when emergent then '1' when class = 'mother' then '2' else '3' end end,
    disposition, drg, code, case when codes is not null then nullif(codes[1 + die(k, 'second', len(codes))], code) end, allowed, markup
  from stay_claim_line
  window claim as (partition by person_no, stay_no, claim)
), known as (
  select l.*, c.person_no is null as late, n.person_id, n.member_id,
    case when l.plan = 'HMO' then 3 when l.service_date < administrator_change() then 1 else 2 end as vendor,
    child_key(root_key('claim', 0), claim_no % 2147483647) as ck
  from line l
  left join span c on c.person_no = l.person_no
    and case when l.claim_type = 'institutional' then l.from_date else l.line_date end between c.from_date and c.to_date
  join person_id_from n on n.person_no = l.person_no and l.service_date between n.from_date and n.to_date
), drawn as (
  select *, draw(ck, 'lag') * 1000 as rank, draw(ck, 'fate') as fate, (2 + claim_no % 4)::INTEGER as days_to_check from known
), timed as (
  select d.* exclude (rank, lag_class),
    greatest(basis_date + 2, basis_date - days_to_check + (delay.delay
      * case when vendor = 2 then greatest(1, rate('change_backlog') - rate('change_backlog_eases')
          * date_sub('month', administrator_change(), basis_date)) else 1 end
      * (lag.days_low + lag.days_step * (rank - floor(rank))))::INTEGER)::DATE as decided
  from drawn d
  join month_delay delay on delay.class = d.lag_class and delay.month = month_start(basis_date)
  join lag_ticket lag on lag.class = d.lag_class and lag.ticket = floor(d.rank)::INTEGER
), fated as (
  select *, decided + 20 + die(ck, 'looked at again', 100) as reversed_on,
    case
      when fate < rate('adjusted_share') then [0, 1, 2]
      when fate < rate('adjusted_share') + rate('reversed_claim_share') then [0, 1]
      when fate < rate('adjusted_share') + rate('reversed_claim_share') + rate('denied_first_share') then [0, 3]
      when fate < rate('adjusted_share') + rate('reversed_claim_share') + rate('denied_first_share') + rate('denied_repeat_share')
        then [0, 4]
      when fate > 1 - rate('paid_twice_share') and claim_type = 'professional' and allowed > 3000 and not late then [0, 5]
      when claim_type = 'professional' and place <> '21' and line_no = 1 and fate < 0.99 and draw(ck, 'bundled') < rate('denied_line_share') then [0, 6]
      else [0] end as versions
  from timed
), version as (
  select * exclude (versions),
    len(versions) > 1 and versions[2] = 1 and check_run(reversed_on + days_to_check, vendor) <= paid_end() as taken_back,
    unnest(versions) as version
  from fated
), decided_version as (
  select * exclude (decided, reversed_on, basis_date),
    case version
      when 0 then decided
      when 6 then decided
      when 3 then least(decided - 1, greatest(basis_date + 1, decided - 12 - die(ck, 'resubmitted', 25)))
      when 4 then decided + 8 + die(ck, 'repeated', 20)
      when 5 then decided + 10 + die(ck, 'repeated', 30)
      when 1 then reversed_on
      else reversed_on + case when vendor = 2 then 1 + die(ck, 'anew', 4) else 0 end
    end::DATE as adjudicated_date,
    version in (3, 4, 6) as denied,
    version in (2, 5) or version = 0 and not taken_back as final
  from version
), paid_version as (
  select * exclude (days_to_check), check_run(adjudicated_date + days_to_check, vendor) as paid_date from decided_version
), other as (
  select v.* exclude (fate),
    version = 0 and final and not late and fate > 1 - rate('paid_twice_share') - rate('unknown_person_share')
      and fate <= 1 - rate('paid_twice_share') and share <> 'emergency' as unknown_person,
    version = 0 and final and not late and fate > 0.5 and fate < 1 - rate('paid_twice_share') - rate('unknown_person_share')
      and share in ('office', 'specialist', 'urgent', 'preventive') and draw(ck, 'wrong copay') < rate('wrong_copay_share') as wrong_copay,
    case when v.plan = 'Medicare Supplement' then cents(allowed * case when bill = '111' then rate('medicare_pays_stay') else rate('medicare_pays') end)
      when p.idx > 0 and draw(p.k, 'other coverage') < rate('other_coverage_share')
        then cents(allowed * rate('other_coverage_pays') * (0.75 + 0.5 * draw(ck, 'other pays')))
      else 0 end as cob_due,
    v.plan = 'Medicare Supplement' and not late and fate > 0.5 and fate < 0.9 and share <> 'emergency'
      and draw(ck, 'medicare') < rate('medicare_missed_share') as medicare_missed
  from (
    select * exclude (markup) replace (
      case version when 2 then greatest(400, cents(allowed * (1 - rate('adjusted_down') * draw(ck, 'adjusted'))))
        when 3 then 0 when 4 then 0 when 6 then 0 else allowed end as allowed),
      case when version = 6 then 1500 + die(ck, 'bundled', 4500)
        else greatest(allowed + 1, cents(allowed * greatest(1.05, markup))) end as charge
    from paid_version
  ) v
  join person p using (person_no)
  where case when denied then adjudicated_date else paid_date end <= paid_end()
)
select * exclude (cob_due),
  case when medicare_missed then 0 else cob_due end as cob,
  year(service_date) - getvariable('first_year') as y,
  opaque_claim(claim_no)
    + case when version in (3, 4, 5) then 600000000000000 when vendor = 2 and version in (1, 2) then version * 200000000000000 else 0 end
    as claim_serial,
  case when vendor = 1 and version in (1, 2) then version else 0 end as suffix,
  case when vendor <> 2 and version in (1, 2) then version + 1 else 1 end as claim_version
from other
