/*
step: settings
why: The rows of the settings files, typed, and unrolled where a draw picks from weights.
*/
create or replace temp table region as
  select row_number() over (order by rowid) as region_no, region, weight::BIGINT as weight,
    (sum(weight::BIGINT) over (order by rowid) - weight::BIGINT)::BIGINT as low, (sum(weight::BIGINT) over ())::BIGINT as total,
    price_factor::DOUBLE as price_factor, use_factor::DOUBLE as use_factor, emergency_factor::DOUBLE as emergency_factor
  from csv.regions;

create or replace temp table employer_group as
  select row_number() over (order by rowid) as group_no, employer_group, employer_type, region, starts, ends,
    (sum(weight::BIGINT) over (order by rowid) - weight::BIGINT)::BIGINT as low,
      (sum(weight::BIGINT) over (order by rowid))::BIGINT as high,
    (sum(weight::BIGINT) over ())::BIGINT as total
  from csv.employer_groups;

create or replace temp table bargaining_unit as
  select row_number() over (order by rowid) as unit_no, bargaining_unit, employer_type,
    female_share::DOUBLE as female_share, wage_shift::DOUBLE as wage_shift, use_factor::DOUBLE as use_factor,
      emergency_factor::DOUBLE as emergency_factor,
    ppo::DOUBLE as ppo, hmo::DOUBLE as hmo, hdhp::DOUBLE as hdhp,
    (sum(weight::BIGINT) over (partition by employer_type order by rowid) - weight::BIGINT)::BIGINT as low,
    (sum(weight::BIGINT) over (partition by employer_type order by rowid))::BIGINT as high,
    (sum(weight::BIGINT) over (partition by employer_type))::BIGINT as total
  from csv.bargaining_units;

create or replace temp table entry_status as
  select member_status, age_mean::DOUBLE as age_mean, age_spread::DOUBLE as age_spread, age_low::DOUBLE as age_low,
    age_high::DOUBLE as age_high,
    (sum(weight::BIGINT) over (order by rowid) - weight::BIGINT)::BIGINT as low,
      (sum(weight::BIGINT) over (order by rowid))::BIGINT as high,
    (sum(weight::BIGINT) over ())::BIGINT as total
  from csv.member_statuses;

create or replace temp table family_rate as
  select age_from::INTEGER as age_from, age_to::INTEGER as age_to, spouse::DOUBLE as spouse, child::DOUBLE as child,
    birth::DOUBLE as birth
  from csv.families;

create or replace temp table condition as
  select row_number() over (order by rowid) as condition_no, condition, (1::BIGINT << (row_number() over (order by rowid))) as bit,
    string_split(codes, '|') as codes, female::DOUBLE as female,
    [b0::DOUBLE, b1::DOUBLE, b2::DOUBLE, b3::DOUBLE, b4::DOUBLE, b5::DOUBLE, b6::DOUBLE, b7::DOUBLE] as prevalence
  from csv.conditions;

/* a thousand tickets for each season, as many for a month as its weight */
create or replace temp table season as
  with month as (
    select season, m::INTEGER as month, [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12][m]::BIGINT as weight
    from csv.seasons, range(1, 13) t(m)
  ), weighed as (
    select season, month, sum(weight) over (partition by season order by month) - weight as low,
      sum(weight) over (partition by season order by month) as high, sum(weight) over (partition by season) as total
    from month
  )
  select season, ticket::INTEGER as ticket, month
  from weighed join range(1000) r(ticket) on ticket * total >= low * 1000 and ticket * total < high * 1000;

create or replace temp table trend as
  select category, price::DOUBLE as price, use::DOUBLE as use from csv.trends;

create or replace temp table plan_design as
  select row_number() over (order by rowid) as design_no, plan, from_year::INTEGER as from_year,
    copay_emergency::BIGINT > lag(copay_emergency::BIGINT) over (partition by plan order by from_year::INTEGER) as raises_emergency,
    coalesce(lead(from_year::INTEGER) over (partition by plan order by from_year::INTEGER), 99) as before_year,
    columns('deductible_.*|limit_.*|copay_.*|rx_generic|rx_preferred|rx_other|rx_specialty')::BIGINT * 100,
    coinsurance_in::BIGINT as coinsurance_in, coinsurance_out::BIGINT as coinsurance_out,
    rx_deductible = 'yes' as rx_deductible, rx_long_factor::BIGINT as rx_long_factor, rx_coinsurance::BIGINT as rx_coinsurance
  from csv.plan_designs;

/* the limits of each design for a contract of one and for a family */
create or replace temp table plan_terms as
  select design_no * 2 as terms_no, deductible_single as deductible_member, deductible_single as deductible_family,
    limit_single as limit_member, limit_single as limit_family
  from plan_design
  union all
  select design_no * 2 + 1, deductible_member, deductible_family, limit_member, limit_family from plan_design;

create or replace temp table lag as
  select class, rank_from::BIGINT as rank_from, rank_to::BIGINT as rank_to, days_from::DOUBLE as days_from,
    days_to::DOUBLE as days_to
  from csv.lags;

/* a thousand tickets for each class: where the days from service to payment begin, and how far they go */
create or replace temp table lag_ticket as
  select class, ticket::INTEGER as ticket,
    days_from + (days_to - days_from) * (ticket - rank_from) / (rank_to - rank_from) as days_low,
    (days_to - days_from) / (rank_to - rank_from) as days_step
  from lag join range(1000) r(ticket) on ticket >= rank_from and ticket < rank_to;

/* how much slower or faster than usual the claims of a month went through: chance, and the holidays at the year's end */
create or replace temp table month_delay as
  select class, month, factor * least(1.4, greatest(0.75,
    lognormal(child_key(root_key(class, 0), 12 * year(month) + month(month)), 'delay', rate('backlog_spread')))) as delay
  from (select distinct class from csv.lags),
    (select unnest(generate_series(plan_start()::TIMESTAMP, paid_end()::TIMESTAMP, interval 1 month))::DATE as month)
  join (select m::INTEGER as m, factor::DOUBLE as factor from csv.processing_months) on m = month(month);

create or replace temp table visit_kind as
  select row_number() over (order by rowid) as kind_no, kind, category, season, diagnoses, condition,
    coalesce(active::DOUBLE, 1000) / 1000 as active,
    [b0::DOUBLE, b1::DOUBLE, b2::DOUBLE, b3::DOUBLE, b4::DOUBLE, b5::DOUBLE, b6::DOUBLE, b7::DOUBLE] as band_rate,
    female::DOUBLE as female, [c0::DOUBLE, c1::DOUBLE, c2::DOUBLE, c3::DOUBLE] as condition_factor, elastic = 'yes' as elastic,
    spread::DOUBLE as spread, multiplier(kind || ' count') as count_multiplier, multiplier(kind || ' active') as active_multiplier
  from csv.visits;

create or replace temp table visit_rate as
  select kind_no, kind, category, season, coalesce(bit, 0) as condition_bit, active, b - 1 as band, band_rate[b] as base,
    v.female, condition_factor, elastic, spread, count_multiplier, active_multiplier, t.use as trend
  from visit_kind v
  left join condition using (condition)
  join trend t using (category)
  cross join range(1, 9) r(b)
  where band_rate[b] > 0;

create or replace temp table visit_line as
  select kind_no, l.kind = 'observation stay' and claim_type = 'institutional' as overnight,
    claim::BIGINT as claim, line::BIGINT as line, chance::BIGINT as chance, claim_type, bill,
    string_split(place, '|') as places, string_split(revenue, '|') as revenues, procedures, l.price::DOUBLE * 100 as price,
    l.spread::DOUBLE as spread, units::BIGINT as units, share, provider, category, t.price as trend,
    multiplier(l.kind || claim || line) as line_multiplier,
    case when claim_type = 'institutional' then 'outpatient' else 'professional' end as lag_class
  from csv.visit_lines l
  join visit_kind using (kind)
  join trend t using (category);

/* a hundred tickets for each set of procedures, and fifty for each set of diagnoses, age and sex */
create or replace temp table procedure_ticket as
  with weighed as (
    select procedures, code, price_factor::DOUBLE as price_factor,
      (sum(weight::BIGINT) over (partition by procedures order by rowid) - weight::BIGINT)::BIGINT as low,
      (sum(weight::BIGINT) over (partition by procedures order by rowid))::BIGINT as high,
      (sum(weight::BIGINT) over (partition by procedures))::BIGINT as total,
      sum(weight::BIGINT * round(1000000 * price_factor::DOUBLE)::BIGINT) over (partition by procedures) as mean
    from csv.procedures
  )
  select procedures, ticket::INTEGER as ticket, code, price_factor * 1000000 * total / mean as price_factor
  from weighed join range(100) r(ticket) on ticket * total >= low * 100 and ticket * total < high * 100;

/* procedures of which more each year are billed under a dearer code */
create or replace temp table mix_shift as
  select distinct s.procedures, from_code, to_code, share_per_year::DOUBLE as share_per_year, t.price_factor
  from csv.mix_shifts s
  join procedure_ticket t on t.procedures = s.procedures and t.code = s.to_code;

create or replace temp table diagnosis_ticket as
  with fitting as (
    select diagnoses, age, s.sex, code, weight::BIGINT as weight, d.rowid as n
    from csv.diagnoses d
    join (select distinct age_group(a)::INTEGER as age from range(0, 100) t(a)) a on age between age_from::INTEGER and age_to::INTEGER
    join (values ('female'), ('male')) s(sex) on d.sex is null or d.sex = s.sex
  ), weighed as (
    select *, sum(weight) over (partition by diagnoses, age, sex order by n) - weight as low,
      sum(weight) over (partition by diagnoses, age, sex order by n) as high,
      sum(weight) over (partition by diagnoses, age, sex) as total
    from fitting
  )
  select diagnoses, age, sex, ticket::INTEGER as ticket, code
  from weighed join range(50) r(ticket) on ticket * total >= low * 50 and ticket * total < high * 50;

create or replace temp table stay_kind as
  select s.rowid as n, drg, class, weight::DOUBLE as weight, days::DOUBLE as days, share::BIGINT as share,
    age_from::INTEGER as age_from, age_to::INTEGER as age_to, sex, coalesce(c.condition_no, 0) as condition_no,
    emergency::DOUBLE as emergency, surgeon, string_split(s.codes, '|') as codes
  from csv.stays s left join condition c using (condition);

/* the pool of stays by age and sex, and by condition, age and sex */
create or replace temp table stay_choice as
  with pool as (
    select p as pool, age, x.sex, k.*
    from stay_kind k
    join range(0, 121) a(age) on age between age_from and age_to
    join (values ('female'), ('male')) x(sex) on k.sex is null or k.sex = x.sex
    cross join lateral (select unnest(list_distinct([0, condition_no])) as p) u
  )
  select pool, age, sex, drg, class, weight, days, emergency, surgeon, codes,
    (sum(share) over w - share)::BIGINT as low, (sum(share) over w)::BIGINT as high,
    (sum(share) over (partition by pool, age, sex))::BIGINT as total
  from pool
  window w as (partition by pool, age, sex order by n);

create or replace temp table admission_rate as
  select [b0::DOUBLE, b1::DOUBLE, b2::DOUBLE, b3::DOUBLE, b4::DOUBLE, b5::DOUBLE, b6::DOUBLE, b7::DOUBLE] as band_rate,
    [c0::DOUBLE, c1::DOUBLE, c2::DOUBLE, c3::DOUBLE] as condition_factor
  from csv.admissions;

create or replace temp table birth_kind as
  select class, drg, weight::DOUBLE as weight, days::DOUBLE as days, surgeon, code,
    (sum(share::BIGINT) over (partition by class order by rowid) - share::BIGINT)::BIGINT as low,
    (sum(share::BIGINT) over (partition by class order by rowid))::BIGINT as high,
    (sum(share::BIGINT) over (partition by class))::BIGINT as total
  from csv.births;

create or replace temp table stay_line as
  select class, line::BIGINT as line, string_split(revenue, '|') as revenues, share::BIGINT as share, chance::BIGINT as chance,
    units, multiplier(class || line || revenue) as line_multiplier
  from csv.stay_lines;

create or replace temp table stay_doctor as
  select class, claim::BIGINT as claim, line::BIGINT as line, chance::BIGINT as chance, string_split(procedures, '|') as procedures,
    price::DOUBLE * 100 as price, spread::DOUBLE as spread, each_day = 'yes' as each_day, provider, place,
    multiplier(class || claim || line || provider) as line_multiplier
  from csv.stay_doctors;

create or replace temp table therapy as
  select row_number() over (order by t.rowid) as therapy_no, therapy, coalesce(c.bit, 0) as condition_bit, style, season,
    chance::DOUBLE / 1000 as chance, growth::DOUBLE as growth,
    [t.b0::DOUBLE, t.b1::DOUBLE, t.b2::DOUBLE, t.b3::DOUBLE, t.b4::DOUBLE, t.b5::DOUBLE, t.b6::DOUBLE, t.b7::DOUBLE] as band_rate,
    sex, fills::DOUBLE as fills, long_share::BIGINT as long_share, price_group, brand_share::BIGINT as brand_share
  from csv.therapies t left join condition c using (condition);

/* the drugs of each therapy: `level` is the price of 30 days in cents in the first year, `ndc` lacks its package */
create or replace temp table drug as
  with price as (
    select row_number() over (order by p.rowid) as drug_no, p.*, t.price as trend from csv.drug_prices p join trend t using (category)
  )
  select therapy_no, drug, brand_generic = 'brand' as brand, drugs::BIGINT as drugs,
    brand_generic, specialty, tier, daily::DOUBLE as daily, trend,
    99000000000 + drug_no * 1000000 + (therapy_no * 20 + drug) * 100 as ndc,
    price_month::DOUBLE * 100
      * lognormal(child_key(root_key('drug', 0), drug_no * 1000 + therapy_no * 20 + drug), 'level', spread::DOUBLE) as level
  from therapy join price using (price_group), lateral (select unnest(range(drugs::BIGINT)) as drug) d;

create or replace temp table provider as
  select provider, code::BIGINT as code, p.out_of_network::BIGINT as out_of_network, region_no,
    greatest(1, round(per_thousand_employees::DOUBLE * getvariable('employees') / 1000 * r.weight / r.total))::BIGINT as pool
  from csv.providers p cross join region r;
