/*
Claims paid twice: every line of the later one is a line of one earlier claim, with the same person, biller, day, service,
units, charge and allowed amount to the cent. A single line alike within a claim is chance.
*/
with pair as (
  select b.data_source, b.claim_id, a.root as earlier, count(distinct b.line) as alike
  from medical a
  join medical b on b.person = a.person and b.billing_npi = a.billing_npi and b.claim_type = a.claim_type and b.line_start = a.line_start
    and b.hcpcs is not distinct from a.hcpcs and b.revenue is not distinct from a.revenue
    and b.units = a.units and b.charge = a.charge and b.allowed = a.allowed
  where b.root <> a.root and (a.paid_date, a.claim_id) < (b.paid_date, b.claim_id)
  group by all
), claim as (
  select data_source, claim_id, count(*) as lines from medical group by all
), again as (
  select distinct data_source, claim_id from pair join claim using (data_source, claim_id) where alike = lines
)
select claim_id, line, data_source, person_id, paid as amount
from medical semi join again using (data_source, claim_id)
