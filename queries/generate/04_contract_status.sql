/*
table: contract_status
why: >
  What a contract is, from when to when: active, then by the reason of leaving early retiree, Medicare retiree at 65,
  COBRA for up to 18 months, vested, disabled, or survivor when the holder dies and leaves a spouse.
*/
with holder as (
  select e.*, add_months(month_start(e.birth_date), 65 * 12) as turns_65,
    coalesce(e.cover_to, case when e.entry_status = 'Active' then date '9000-12-31' else e.cover_from - 1 end) as first_end,
    s.joins as spouse_joins, s.leaves as spouse_leaves
  from employee e left join member s on s.contract_no = e.contract_no and s.idx = 1
), after as (
  select *,
    case
      when entry_status <> 'Active' then entry_status
      when reason = 'retirement' and turns_65 > first_end + 1 and draw(k, 'early retiree') < rate('early_retiree_takeup')
        then 'Early retiree'
      when reason = 'retirement' and turns_65 <= first_end + 1 and draw(k, 'medicare') < rate('medicare_takeup_late')
        then 'Medicare retiree'
      when reason = 'disability' then 'Disabled'
      when reason = 'departure' and first_end + 1 < turns_65 and draw(k, 'cobra') < rate('cobra_takeup') then 'COBRA'
      when reason = 'departure' and years_old(birth_date, first_end) between 45 and 63 and draw(k, 'vested') < rate('vested_takeup')
        then 'Vested'
    end as next_status
  from holder
), second as (
  select *, (first_end + 1)::DATE as next_from,
    case next_status
      when 'Early retiree' then (turns_65 - 1)::DATE
      when 'Vested' then (turns_65 - 1)::DATE
      when 'Disabled' then (turns_65 - 1)::DATE
      when 'COBRA' then month_end(add_months(first_end + 1, 1 + floor(17 * pow(draw(k, 'cobra months'), 1.3))::INTEGER))
      when 'Survivor' then (first_end + waiting_days(draw(k, 'survivor'), 1 / rate('late_survivor_end_per_year'))::INTEGER)::DATE
      when 'Medicare retiree' then date '9000-12-31'
    end as next_to
  from after
), phase as (
  select contract_no, k, entry_status as status, cover_from as from_date, first_end as to_date, would_die, reason, spouse_joins, spouse_leaves
  from second where entry_status = 'Active'
  union all
  select contract_no, k, next_status, next_from, next_to, would_die, reason, spouse_joins, spouse_leaves from second
  where next_status is not null
  union all
  select contract_no, k, 'Medicare retiree', greatest(turns_65, next_from), date '9000-12-31', would_die, reason, spouse_joins, spouse_leaves
  from second where next_status = 'Early retiree' and draw(k, 'medicare') < rate('medicare_takeup')
), lived as (
  select contract_no, k, status, from_date, least(to_date, would_die) as to_date, would_die,
    spouse_joins <= would_die and coalesce(spouse_leaves >= would_die, true) as spouse_survives,
    would_die between from_date and to_date as died
  from phase where from_date <= least(to_date, would_die)
)
select contract_no, status, from_date, to_date, died from lived where from_date <= service_end()
union all
select contract_no, 'Survivor', (would_die + 1)::DATE, date '9000-12-31', false from lived
where died and spouse_survives and would_die < service_end()
