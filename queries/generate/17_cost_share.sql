/*
cost share: medical_share, pharmacy_share
why: >
  Every line that is not denied in the order in which its family's plan year was decided: day, claim number as text, line,
  version. The rule itself is worked out line by line in server/generate/costShare.ts, which writes deductible, copay,
  coinsurance and plan paid of each line, in the order of the two version tables.
*/
with line as (
  select 0 as pharmacy, rowid as line_row, contract_no, person_no, y, plan, coverage_tier, adjudicated_date, vendor as letter,
    claim_serial * 10 + suffix as serial, line_no, claim_version, version, allowed, cob, share, null as tier, false as long_fill,
    out_of_network, wrong_copay, unknown_person, ck, claim_no * 64 + line_no as line_key, version = 0 and taken_back as taken_back
  from medical_version
  where not denied
  union all
  select 1, rowid, contract_no, person_no, y, plan, coverage_tier, adjudicated_date, 4, claim_serial * 10, 1, 1, version, allowed, cob,
    'drug', tier, days = 90, false, false, false, null, -claim_no, version = 0 and reversed
  from pharmacy_version
), design as (
  select d.*, y, coalesce(before.copay_emergency, d.copay_emergency) as copay_emergency_before
  from plan_design d
  join range(0, getvariable('years')::BIGINT) r(y) on y + 1 >= d.from_year and y + 1 < d.before_year
  left join plan_design before on d.raises_emergency and before.plan = d.plan and before.before_year = d.from_year
)
select (contract_no * 16 + y)::DOUBLE as family_year,
  /* small numbers side by side in one: server/generate/costShareStep.ts takes them apart */
  (person_no % 32
    + 32 * case when unknown_person then 3 when version = 1 then 2 when taken_back then 1 else 0 end
    + 128 * case when share = 'preventive' or tier = 'none' then 0
        when share = 'drug' then rx_deductible::INTEGER
        when share in ('office', 'specialist', 'urgent', 'emergency') then (copay_office = 0)::INTEGER
        else 1 end
    + 256 * l.pharmacy + 512 * y
    + 8192 * case when share = 'drug' then rx_coinsurance when out_of_network then coinsurance_out else coinsurance_in end
    + 1048576 * (design_no * 2 + (coverage_tier <> 'Employee')::INTEGER)
    + 1073741824 * wrong_copay::INTEGER)::INTEGER as packed,
  line_row::INTEGER as line_row, line_key::DOUBLE as line_key, (allowed - cob)::INTEGER as owed,
  case
    when share = 'preventive' or tier = 'none' then 0
    when share = 'drug' then case when rx_deductible then 0 else
      case tier when 'generic' then rx_generic when 'preferred' then rx_preferred when 'specialty' then rx_specialty else rx_other end
        * case when long_fill then rx_long_factor else 1 end end
    when share = 'office' then copay_office when share = 'specialist' then copay_specialist when share = 'urgent' then copay_urgent
    when share = 'emergency' then copay_emergency when share = 'admission' then copay_admission when share = 'surgery' then copay_surgery
    else 0 end::INTEGER as copay,
  /* the copay of the design before; where the administrator errs, what it charges: some ten to sixty dollars beside the design */
  case
    when share = 'emergency' then copay_emergency_before
    when wrong_copay and copay_office > 0 then case
      when share = 'preventive' then copay_office
      when draw(ck, 'wrong way') < 0.5 then copay_office + 1000 * (1 + die(ck, 'wrong by', 5))
      else greatest(0, case share when 'office' then copay_office when 'specialist' then copay_specialist else copay_urgent end
        - 500 * (2 + die(ck, 'wrong by', 3))) end end::INTEGER as other_copay
from line l
join design using (plan, y)
/* the family's year and the day, the claim number as text, line and version */
order by (contract_no * 16 + y) * 8192 + (adjudicated_date - plan_start()), letter * 10000000000000000 + serial, line_no * 16 + claim_version
