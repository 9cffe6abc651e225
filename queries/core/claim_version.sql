/*
table: work.claim_version
needs: [loads.medical_claim, loads.pharmacy_claim, reference.word]
grain: one row per paid line of a claim that was reversed, adjusted or corrected; all other claims have one version
why: dollars add up over all versions of a claim, but what is counted is counted once, as it stands at last
claim_root: the claim's first id; versions have an id of their own and name the first as original_claim_id, or are called a reversal or an adjustment and add a digit to it, or keep the id
is_final: the line stands; a line that was taken back does not, nor does the one that takes back
*/
with line as not materialized (
  select
    'medical' as benefit,
    load_number,
    source_file,
    source_row,
    coalesce(data_source, '') as source_key,
    claim_id,
    claim_line_number,
    coalesce(person_id, member_id) as person_id,
    nullif(original_claim_id, claim_id) as original_claim_id,
    line_type,
    claim_status,
    claim_version,
    coalesce(adjudicated_date, paid_date) as decision_date,
    coalesce(nullif(charge_amount, 0), nullif(allowed_amount, 0), nullif(paid_amount, 0)) as amount
  from loads.medical_claim
  union all
  select
    'pharmacy',
    load_number,
    source_file,
    source_row,
    coalesce(data_source, ''),
    claim_id,
    claim_line_number,
    coalesce(person_id, member_id),
    nullif(original_claim_id, claim_id),
    line_type,
    claim_status,
    claim_version,
    coalesce(adjudicated_date, paid_date),
    -- What a plan pays may be negative on a true fill, where the copay is more than the price, so it is asked last.
    coalesce(nullif(charge_amount, 0), nullif(allowed_amount, 0), nullif(paid_amount, 0))
      * case when quantity < 0 and coalesce(nullif(charge_amount, 0), nullif(allowed_amount, 0), nullif(paid_amount, 0)) > 0 then -1 else 1 end
  from loads.pharmacy_claim
),

-- What a line is called, where it is called anything.
word as (
  select
    source.*,
    case
      when coalesce(reversal_type.meaning, reversal_status.meaning) is not null then 'reversal'
      when adjustment_type.meaning is not null then 'adjustment'
    end as called
  from (
    select line_type, claim_status from loads.medical_claim group by all
    union
    select line_type, claim_status from loads.pharmacy_claim group by all
  ) as source
  left join reference.word as claim_status
    on claim_status.field = 'claim_status'
    and claim_status.word = lower(source.claim_status)
  left join reference.word as reversal_type
    on reversal_type.field = 'reversal'
    and reversal_type.word = lower(source.line_type)
  left join reference.word as reversal_status
    on reversal_status.field = 'reversal'
    and reversal_status.word = lower(source.claim_status)
  left join reference.word as adjustment_type
    on adjustment_type.field = 'adjustment'
    and adjustment_type.word = lower(source.line_type)
  where coalesce(claim_status.meaning, lower(source.claim_status), 'paid') not in ('denied', 'pended')
),

paid_line as not materialized (
  select
    line.* exclude (line_type, claim_status),
    coalesce(word.called, case when line.amount < 0 then 'negative' else 'original' end) as kind
  from line
  join word
    on word.line_type is not distinct from line.line_type
    and word.claim_status is not distinct from line.claim_status
),

marked as materialized (
  select
    benefit,
    source_key,
    claim_id,
    max(original_claim_id) as original_claim_id,
    bool_or(kind in ('reversal', 'adjustment')) and right(claim_id, 1) between '0' and '9' as may_have_suffix
  from paid_line
  where
    kind <> 'original'
    or original_claim_id is not null
  group by
    benefit,
    source_key,
    claim_id
),

related_claim as (
  select
    benefit,
    source_key,
    unnest([claim_id, original_claim_id, case when may_have_suffix then left(claim_id, -1) end]) as claim_id
  from marked
),

related_line as materialized (
  select *
  from paid_line
  semi join related_claim using (claim_id, source_key, benefit)
),

claim as (
  select
    benefit,
    source_key,
    claim_id,
    min(person_id) as person_id,
    max(original_claim_id) as original_claim_id,
    bool_and(kind in ('reversal', 'adjustment')) as is_called_version
  from related_line
  group by
    benefit,
    source_key,
    claim_id
),

parent as (
  select
    claim.benefit,
    claim.source_key,
    claim.claim_id,
    coalesce(claim.original_claim_id, base.claim_id) as parent_id
  from claim
  left join claim as base
    on base.claim_id = case when claim.is_called_version and right(claim.claim_id, 1) between '0' and '9' then left(claim.claim_id, -1) end
    and base.source_key = claim.source_key
    and base.benefit = claim.benefit
    and base.person_id = claim.person_id
  where coalesce(claim.original_claim_id, base.claim_id) is not null
),

-- A version may name the one before it. Ids that name each other in a ring are followed no further than this.
ancestor as (
  with recursive step as (
    select
      *,
      1 as steps
    from parent
    union all
    select
      step.benefit,
      step.source_key,
      step.claim_id,
      parent.parent_id,
      step.steps + 1
    from step
    join parent
      on parent.claim_id = step.parent_id
      and parent.source_key = step.source_key
      and parent.benefit = step.benefit
    where step.steps < 30
  )
  select
    benefit,
    source_key,
    claim_id,
    arg_max(parent_id, steps) as claim_root
  from step
  group by
    benefit,
    source_key,
    claim_id
),

rooted as (
  select
    line.*,
    coalesce(ancestor.claim_root, line.claim_id) as claim_root
  from related_line as line
  left join ancestor using (benefit, source_key, claim_id)
),

-- A negative line without a word takes back a line of its number and amount; where there is none, it only corrects.
judged as (
  select
    *,
    kind = 'reversal' or (kind = 'negative' and bool_or(amount > 0) over same_amount) as takes_back,
    bool_or(amount < 0) over same_amount as has_counterpart
  from rooted
  window same_amount as (partition by benefit, source_key, claim_root, claim_line_number, abs(amount))
),

counted as (
  select
    *,
    kind in ('original', 'adjustment') and not takes_back as is_version,
    count_if(kind in ('original', 'adjustment')) over same_line - count_if(takes_back) over same_line as left_over,
    min(concat(claim_id, '|', claim_version, '|', kind)) filter (where kind in ('original', 'adjustment')) over same_line
      <> max(concat(claim_id, '|', claim_version, '|', kind)) filter (where kind in ('original', 'adjustment')) over same_line
      as has_versions,
    coalesce(sum(amount) over same_claim <= 0 and min(amount) over same_claim < 0, false) as is_taken_back
  from judged
  window
    same_line as (partition by benefit, source_key, claim_root, claim_line_number),
    same_claim as (partition by benefit, source_key, claim_root)
),

latest as (
  select
    *,
    row_number() over (
      partition by benefit, source_key, claim_root, claim_line_number, is_version
      order by
        kind = 'adjustment' desc,
        coalesce(has_counterpart, false),
        decision_date desc nulls last,
        try_cast(claim_version as integer) desc nulls last,
        load_number desc,
        source_file desc,
        source_row desc
    ) as newest
  from counted
)

select
  benefit,
  load_number,
  source_file,
  source_row,
  claim_root,
  case
    when is_taken_back or takes_back then false
    when is_version then newest <= case when has_versions then least(left_over, 1) else left_over end
    else true
  end as is_final
from latest
