/*
measures: pharmacy
why: What is dispensed, counted on fills that were not taken back, and what comes back as rebates.
*/
with rebate as (
  select sum(rebate_amount::DECIMAL(18, 2)) as amount
  from read_csv(getvariable('folder') || '/pharmacy_rebate_????-Q?.csv', all_varchar = true, header = true)
), rebated as (
  /* rebates come months after the quarter: what was dispensed in years that have them all */
  select sum(allowed) as allowed from pharmacy
)
select 'generic rate' as measure, count(*) filter (where brand_generic = 'generic') / count(*) as value from pharmacy
union all select 'specialty share of dollars', sum(allowed) filter (where specialty = 'yes') / sum(allowed) from pharmacy
union all select 'specialty share of scripts', count(*) filter (where specialty = 'yes') / count(*) from pharmacy
union all select 'mail share of days', sum(days) filter (where channel = 'mail') / sum(days) from pharmacy
union all select 'reversed share of fills', count(*) filter (where sign = -1) / count(*) filter (where sign = 1)
  from pharmacy_version where claim_status = 'paid'
union all select 'rebate share of gross pharmacy', amount / allowed from rebate, rebated;
