/*
Copays that are not the plan design's, where no out-of-pocket limit explains it: neither the person nor the family has
reached its limit with that line, at the copay charged or at the right one. Runs after familyLines.sql.
*/
create or replace temp table wrong_copay as
with running as (
  select *,
    sum(sign * (deductible + copay + coinsurance)) over (partition by person, year order by n) as person_spent,
    sum(sign * (deductible + copay + coinsurance)) over (partition by family, year order by n) as family_spent
  from family_line
)
select r.claim_id, r.line, r.data_source, person_id, (r.copay - least(r.owed, copay_due)) / 100 as amount
from running r
semi join medical m on m.data_source = r.data_source and m.claim_id = r.claim_id and m.claim_version = r.claim_version
where not drug and benefit in ('office', 'specialist', 'urgent', 'preventive', 'emergency') and r.copay <> least(r.owed, copay_due)
  and person_spent + greatest(0, least(r.owed, copay_due) - r.copay) < member_limit
  and family_spent + greatest(0, least(r.owed, copay_due) - r.copay) < family_limit;
