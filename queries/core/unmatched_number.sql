/*
view: core.unmatched_number
needs: [core.medical_claim_version, core.pharmacy_claim_version, core.person_number, marts.person]
grain: one row per table, source and number of a person who is in no enrollment
why: what no enrollment and no crosswalk knows stays in every total, and is shown here with where it comes from
number: as the source writes it; a member's where the lines carry no person's number
*/
with line as (
  select
    'medical_claim' as table_name,
    data_source,
    source_person_id,
    member_id,
    person_key,
    load_number,
    service_date,
    case when is_paid then paid_amount end as paid_amount
  from core.medical_claim_version
  union all
  select
    'pharmacy_claim',
    data_source,
    source_person_id,
    member_id,
    person_key,
    load_number,
    service_date,
    case when is_paid then paid_amount end
  from core.pharmacy_claim_version
)

select
  line.table_name,
  line.data_source,
  case when line.source_person_id is not null then 'person' when line.member_id is not null then 'member' else '(not given)' end as id_kind,
  coalesce(line.source_person_id, line.member_id) as number,
  person.person_id,
  count(*) as lines,
  cast(sum(line.paid_amount) as decimal(18, 2)) as paid,
  min(line.service_date) as first_service_date,
  max(line.service_date) as last_service_date,
  min(line.load_number) as first_load,
  max(line.load_number) as last_load
from line
join marts.person using (person_key)
where not person.is_enrolled
group by all
order by all
