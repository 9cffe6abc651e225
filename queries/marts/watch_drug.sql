/*
table: marts.watch_drug
needs: [marts.fill_line, reference.own_watch_list, reference.watch_list]
grain: one row per watch list and drug code (NDC) of the fills that is on it
why: which fills a watch list means; the longest beginning of the code names the drug; a list that the plan dropped in stands in place of ours
*/
with listed as (
  select
    watch_list,
    drug,
    ndc_prefix
  from reference.own_watch_list
  union all
  select
    watch_list,
    drug,
    ndc_prefix
  from reference.watch_list
  where (select count(*) from reference.own_watch_list) = 0
),

filled as (
  select distinct
    ndc,
    -- Eleven digits, whatever the source writes: 5, 4 and 2 of them, or ten with a zero to be put where it is missing.
    case
      when ndc similar to '[0-9]{4}-[0-9]{4}-[0-9]{2}' then concat('0', replace(ndc, '-', ''))
      when ndc similar to '[0-9]{5}-[0-9]{3}-[0-9]{2}' then concat(left(ndc, 5), '0', replace(substring(ndc, 7), '-', ''))
      when ndc similar to '[0-9]{5}-[0-9]{4}-[0-9]{1}' then concat(replace(left(ndc, 10), '-', ''), '0', right(ndc, 1))
      else replace(ndc, '-', '')
    end as eleven
  from marts.fill_line
  where ndc is not null
)

select
  listed.watch_list,
  filled.ndc,
  arg_max(listed.drug, (length(listed.ndc_prefix), listed.drug)) as drug
from filled
join listed
  on starts_with(filled.eleven, listed.ndc_prefix)
group by
  listed.watch_list,
  filled.ndc
order by
  listed.watch_list,
  filled.ndc
