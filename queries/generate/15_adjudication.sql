/*
table: adjudication
why: >
  Every claim line, medical and pharmacy, with its dates through the administrator's hands and the terms that the
  plan sets for it: copay, coinsurance, whether the deductible applies, and what another payer owes first.
*/
with medical as (
  select visit_no * 8 + claim as claim_no, line as line_no, person_no, contract_no, allowed, share, out_of_network, day as service_date,
    day as basis_date, plan, coverage_tier, lag_class
  from visit_claim_line
  union all
  select ((person_no * 64 + 63) * 4096 + stay_no) * 8 + claim, line, person_no, contract_no, allowed, share, out_of_network, from_date,
    to_date, plan, coverage_tier, lag_class
  from stay_claim_line
), ranked as (
  select *, draw(child_key(root_key('claim', 0), claim_no % 2147483647), 'lag') * 1000 as rank from medical
), ready as (
  select m.* exclude (basis_date, lag_class, rank),
    (basis_date + (d.delay
      * (l.days_from + (l.days_to - l.days_from) * (rank - l.rank_from) / (l.rank_to - l.rank_from)))::INTEGER)::DATE as ready
  from ranked m
  join month_delay d on d.class = m.lag_class and d.month = month_start(basis_date)
  join lag l on l.class = m.lag_class and rank >= l.rank_from and rank < l.rank_to
), line as (
  select 0 as pharmacy, claim_no, line_no, person_no, contract_no, allowed, share, out_of_network, service_date, plan, coverage_tier,
    false as reversed, null::VARCHAR as tier, false as long_fill, (ready - (2 + claim_no % 4)::INTEGER)::DATE as adjudicated_date,
    (ready + (11 - dayofweek(ready))::INTEGER % 7)::DATE as paid_date
  from ready
  union all
  select 1, claim_no, 1, person_no, contract_no, ingredient + fee, 'drug', false, day, plan, coverage_tier, reversed, tier, days = 90,
    day, (day + 1 + (13 - dayofweek(day))::INTEGER % 7)::DATE
  from fill
), other as (
  select a.* exclude (plan), d.* exclude (plan, from_year, before_year), year(service_date) - getvariable('first_year') as y,
    case when a.plan = 'Medicare Supplement' and pharmacy = 0 then cents(allowed * rate('medicare_pays'))
      when p.idx > 0 and pharmacy = 0 and draw(p.k, 'other coverage') < rate('other_coverage_share')
        then cents(allowed * rate('other_coverage_pays'))
      else 0 end as cob
  from line a
  join person p using (person_no)
  join plan_design d on d.plan = a.plan and year(service_date) - getvariable('first_year') + 1 >= d.from_year
    and year(service_date) - getvariable('first_year') + 1 < d.before_year
)
select (claim_no * 64 + line_no) * 2 + pharmacy as line_id, person_no * 16 + y as person_year, contract_no * 16 + y as contract_year,
  /* the place in a family's year: day of adjudication, medical before pharmacy, then member, claim and line */
  (((adjudicated_date - plan_start())::BIGINT * 2 + pharmacy) * 67108864 + claim_no % 67108864) * 64 + line_no as place,
  adjudicated_date, paid_date, reversed, cob::INTEGER as cob, (allowed - cob)::INTEGER as owed,
  least(allowed - cob, case
    when share = 'preventive' or tier = 'none' then 0
    when share = 'drug' then case when rx_deductible then 0 else
      case tier when 'generic' then rx_generic when 'preferred' then rx_preferred when 'specialty' then rx_specialty else rx_other end
        * case when long_fill then rx_long_factor else 1 end end
    when share = 'office' then copay_office when share = 'specialist' then copay_specialist when share = 'urgent' then copay_urgent
    when share = 'emergency' then copay_emergency when share = 'admission' then copay_admission when share = 'surgery' then copay_surgery
    else 0 end)::INTEGER as copay,
  case when share = 'preventive' or tier = 'none' then false
    when share = 'drug' then rx_deductible
    when share in ('office', 'specialist', 'urgent', 'emergency') then copay_office = 0
    else true end as shared,
  case when share = 'drug' then rx_coinsurance when out_of_network then coinsurance_out else coinsurance_in end::INTEGER as coinsurance,
  case when coverage_tier = 'Employee' then design_no * 2 else design_no * 2 + 1 end as terms_no
from other
