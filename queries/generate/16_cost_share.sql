/*
table: cost_share
why: >
  Deductible, copay, coinsurance and plan paid of each line, in cents, accumulating by person and family over the plan
  year in the order of adjudication. Running sums stand for the accumulators: where a limit binds before a deductible
  is used up they go on crediting the deductible, which a line-by-line rule would not. A reversed fill does not count.
*/
with line as (
  select * exclude (shared), case when shared then owed - copay else 0 end as base from adjudication
), member_sum as (
  select *, coalesce(sum(base) filter (where not reversed) over earlier, 0)::BIGINT as earlier
  from line
  window earlier as (partition by person_year order by place rows between unbounded preceding and 1 preceding)
), member_deducted as (
  select m.* exclude (earlier), least(base, greatest(0, deductible_member - earlier))::INTEGER as deductible
  from member_sum m join plan_terms using (terms_no)
), family_sum as (
  select *, coalesce(sum(deductible) filter (where not reversed) over earlier, 0)::BIGINT as earlier
  from member_deducted
  window earlier as (partition by contract_year order by place rows between unbounded preceding and 1 preceding)
), family_deducted as (
  select f.* exclude (earlier) replace (least(deductible, greatest(0, deductible_family - earlier))::INTEGER as deductible)
  from family_sum f join plan_terms using (terms_no)
), shared as (
  select * exclude (base) replace ((((base - deductible)::BIGINT * coinsurance + 50) // 100)::INTEGER as coinsurance) from family_deducted
), member_due as (
  select *, copay + deductible + coinsurance as due,
    coalesce(sum(copay + deductible + coinsurance) filter (where not reversed) over earlier, 0)::BIGINT as earlier
  from shared
  window earlier as (partition by person_year order by place rows between unbounded preceding and 1 preceding)
), member_limited as (
  select m.* exclude (earlier), least(due, greatest(0, limit_member - earlier))::INTEGER as cost_share
  from member_due m join plan_terms using (terms_no)
), family_share as (
  select *, coalesce(sum(cost_share) filter (where not reversed) over earlier, 0)::BIGINT as earlier
  from member_limited
  window earlier as (partition by contract_year order by place rows between unbounded preceding and 1 preceding)
), family_limited as (
  select f.* exclude (earlier) replace (least(cost_share, greatest(0, limit_family - earlier))::INTEGER as cost_share)
  from family_share f join plan_terms using (terms_no)
)
select line_id, adjudicated_date, paid_date, owed + cob as allowed, cob, owed - cost_share as paid,
  coinsurance - least(due - cost_share, coinsurance) as coinsurance,
  copay - least(greatest(0, due - cost_share - coinsurance), copay) as copay,
  deductible - greatest(0, due - cost_share - coinsurance - copay) as deductible
from family_limited
