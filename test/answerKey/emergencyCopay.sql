/*
What the rise of the emergency copay did: the families with an emergency visit under a design whose copay rose are
adjudicated again line by line, once as it was and once with the copay of the first year. `readjudicated` holds every
such line both ways, `recomputed` the effect by year and plan. Runs after familyLines.sql and wrongCopays.sql.
*/
create or replace temp table scenario_line as
  with first_copay as (
    select plan, copay_emergency from plan_design qualify row_number() over (partition by plan order by plan_year) = 1
  ), touched as (
    select distinct l.family, l.year
    from family_line l
    join plan_design d on d.plan = l.plan and d.plan_year = l.year
    join first_copay f on f.plan = l.plan
    where l.benefit = 'emergency' and not l.drug and d.copay_emergency <> f.copay_emergency
  ), slot as (
    select family, year, person, row_number() over (partition by family, year order by person) as slot
    from (select distinct family, year, person from family_line)
  )
  select scenario, l.family, l.year, n, slot, l.plan, root, l.claim_id, l.line, l.data_source, sign, owed,
    deductible as recorded_deductible, copay as recorded_copay, coinsurance as recorded_coinsurance,
    /* a wrong copay stands as it was charged */
    w.claim_id is not null as as_charged,
    case when scenario = 'unchanged' and benefit = 'emergency' and not drug then (100 * f.copay_emergency)::BIGINT else copay_due end as copay_due,
    shared, percent, member_deductible, family_deductible, member_limit, family_limit,
    /* a line that is taken back later is kept in mind under its first place, and the reversal finds it there */
    min(n) over claim_line as first_n, sign > 0 and coalesce(min(sign) over later < 0, false) as is_taken_back
  from family_line l
  semi join touched t on t.family = l.family and t.year = l.year
  join slot s on s.family = l.family and s.year = l.year and s.person = l.person
  join first_copay f on f.plan = l.plan
  left join wrong_copay w on w.data_source = l.data_source and w.claim_id = l.claim_id and w.line = l.line
  cross join (values ('as it was'), ('unchanged')) v(scenario)
  window claim_line as (partition by scenario, l.family, l.year, l.data_source, root, l.line),
    later as (claim_line order by n rows between 1 following and unbounded following);

create or replace temp table readjudicated as
  with recursive step as (
    select scenario, family, year, 0::BIGINT as n, list_transform(range(12), lambda s: 0::BIGINT) as deducted,
      list_transform(range(12), lambda s: 0::BIGINT) as spent, 0::BIGINT as family_deducted, 0::BIGINT as family_spent,
      {deductible: 0::BIGINT, copay: 0::BIGINT, coinsurance: 0::BIGINT} as took,
      map([]::BIGINT[], []::STRUCT(deductible BIGINT, copay BIGINT, coinsurance BIGINT)[]) as kept
    from scenario_line group by scenario, family, year
    union all
    select scenario, family, year, n,
      deducted[:slot - 1] || [deducted[slot] + took.deductible] || deducted[slot + 1:],
      spent[:slot - 1] || [spent[slot] + took.deductible + took.copay + took.coinsurance] || spent[slot + 1:],
      family_deducted + took.deductible, family_spent + took.deductible + took.copay + took.coinsurance,
      took, case when is_taken_back then map_concat(kept, map([first_n], [took])) else kept end
    from (
      select s.scenario, s.family, s.year, l.n, slot, deducted, spent, family_deducted, family_spent, kept, first_n, is_taken_back,
        least(owed, l.copay_due) as copay,
        case when shared then owed - least(owed, l.copay_due) else 0 end as base,
        greatest(0, least(base, member_deductible - deducted[slot], family_deductible - family_deducted)) as deductible,
        ((base - deductible) * percent + 50) // 100 as coinsurance,
        deductible + copay + coinsurance
          - greatest(0, least(deductible + copay + coinsurance, member_limit - spent[slot], family_limit - family_spent)) as cut,
        case
          when sign < 0 then {deductible: -kept[first_n].deductible, copay: -kept[first_n].copay, coinsurance: -kept[first_n].coinsurance}
          when as_charged then {deductible: recorded_deductible, copay: recorded_copay, coinsurance: recorded_coinsurance}
          else {
            /* what a limit cuts comes off coinsurance, then copay, then deductible */
            deductible: deductible - greatest(0, cut - coinsurance - copay),
            copay: copay - least(copay, greatest(0, cut - coinsurance)),
            coinsurance: coinsurance - least(coinsurance, cut)}
          end as took
      from scenario_line l
      join step s on l.scenario = s.scenario and l.family = s.family and l.year = s.year and l.n = s.n + 1
    ) line
  )
  select s.scenario, s.family, s.year, s.n, l.plan, l.data_source, l.claim_id, l.line, l.sign, l.owed,
    s.took.deductible as deductible, s.took.copay as copay, s.took.coinsurance as coinsurance,
    l.sign * l.recorded_deductible as recorded_deductible, l.sign * l.recorded_copay as recorded_copay,
    l.sign * l.recorded_coinsurance as recorded_coinsurance
  from step s
  join scenario_line l on l.scenario = s.scenario and l.family = s.family and l.year = s.year and l.n = s.n;

create or replace temp table recomputed as
  select year, plan,
    (sum(case scenario when 'unchanged' then -1 else 1 end * (deductible + copay + coinsurance)) / 100)::DECIMAL(18, 2) as member_effect
  from readjudicated group by all order by all;
