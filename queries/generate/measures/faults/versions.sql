/*
faults: versions
why: Claims whose versions do not follow from one another.
*/
with claim as (
  select data_source, root, claim_id, claim_version, line_type, claim_status, sign, count(*) as lines, sum(allowed) as allowed, sum(paid) as paid,
    sum(member_cost) as member_cost, sum(cob) as cob, sum(units) as units, sum(charge) as charge,
    min(adjudicated_date) as adjudicated_date, min(paid_date) as paid_date
  from medical_version group by all
), taken_back as (
  select r.*, o.claim_id as original_id, o.lines as lines_before, o.allowed as allowed_before, o.paid as paid_before,
    o.member_cost as member_cost_before, o.cob as cob_before, o.units as units_before, o.charge as charge_before,
    o.adjudicated_date as adjudicated_before, o.paid_date as paid_date_before
  from claim r
  left join claim o on o.data_source = r.data_source and o.root = r.root and o.line_type = 'original' and o.claim_status = 'paid'
  where r.line_type = 'reversal'
), fill as (
  select r.claim_id, r.allowed, r.paid, r.ndc, r.quantity, r.days, r.member_cost, r.adjudicated_date, o.claim_id as original_id,
    o.allowed as allowed_before, o.paid as paid_before, o.ndc as ndc_before, o.quantity as quantity_before, o.days as days_before,
    o.member_cost as member_cost_before, o.adjudicated_date as adjudicated_before
  from pharmacy_version r left join pharmacy_version o on o.claim_id = r.original_claim_id
  where r.sign = -1
)
select 'the same version line twice' as fault,
  count(*) - count(distinct (data_source, claim_id, line, claim_version, line_type)) as count from medical_version
union all select 'the same fill twice', count(*) - count(distinct claim_id) from pharmacy_version
union all select 'a claim of two persons or providers', count(*) from (
  from medical_version select data_source, claim_id group by all
  having count(distinct person) > 1 or count(distinct billing_npi) > 1)
union all select 'a version of two payments', count(*) from (
  from medical_version select data_source, claim_id group by data_source, claim_id, claim_version, line_type
  having count(distinct paid_date) > 1)
union all select 'a reversal of nothing', count(*) from taken_back where original_id is null
union all select 'a reversal that takes back something else', count(*) from taken_back
  where lines <> lines_before or allowed + allowed_before <> 0 or paid + paid_before <> 0 or member_cost + member_cost_before <> 0
    or cob + cob_before <> 0 or units + units_before <> 0 or charge + charge_before <> 0
union all select 'a reversal before its original', count(*) from taken_back
  where adjudicated_date < adjudicated_before or paid_date < paid_date_before
union all select 'an adjustment of a claim that was not taken back', count(*) from claim a
  anti join claim r on r.data_source = a.data_source and r.root = a.root and r.line_type = 'reversal'
  where a.line_type = 'adjustment'
union all select 'a fill taken back that was never made', count(*) from fill where original_id is null
union all select 'a reversal that takes back another fill', count(*) from fill
  where allowed + allowed_before <> 0 or paid + paid_before <> 0 or quantity + quantity_before <> 0 or days + days_before <> 0
    or member_cost + member_cost_before <> 0 or ndc <> ndc_before or adjudicated_date < adjudicated_before
union all select 'a denied line without a reason', count(*) from medical_version where claim_status = 'denied' and adjustment_reason is null
union all select 'a decision before receipt or after payment', count(*) from medical_version
  where adjudicated_date < received_date or paid_date < adjudicated_date
