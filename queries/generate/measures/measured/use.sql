/*
measures: use
why: How much care is used, counted on final versions.
*/
with mm as (
  select sum(member_months) as n from member_year
), admission as (
  select person, admission_date, drg, max(discharge_date) as discharge_date, max(disposition) as disposition, sum(allowed) as allowed
  from medical where bill = '111' group by all
), stay as (
  select *, drg between '789' and '795' as newborn, drg between '783' and '788' or drg between '805' and '807' as delivery,
    disposition <> '02' as ends, greatest(1, datediff('day', admission_date, discharge_date)) as days
  from admission
), stays as (
  select count(*) filter (where newborn) as births, count(*) filter (where delivery) as deliveries,
    count(*) filter (where not newborn and ends) as admissions, sum(days) filter (where not newborn) as days,
    sum(allowed) filter (where not newborn) as allowed
  from stay
), emergency as (
  select count(distinct claim_id) as visits, sum(allowed) as allowed
  from medical where claim_id in (select claim_id from medical where revenue like '045%' and bill = '131')
)
select 'births per 1,000' as measure, 12000 * births / n as value from stays, mm
union all select 'deliveries per 1,000', 12000 * deliveries / n from stays, mm
union all select 'admissions per 1,000', 12000 * admissions / n from stays, mm
union all select 'length of stay', days / admissions from stays
union all select 'inpatient days per 1,000', 12000 * days / n from stays, mm
union all select 'allowed per admission', allowed / admissions from stays
union all select 'emergency visits per 1,000', 12000 * visits / n from emergency, mm
union all select 'allowed per emergency visit', allowed / visits from emergency
union all select 'office visits per member-year', 12 * count(distinct (person, rendering_npi, day)) / max(n) from medical, mm
  where place = '11' and (hcpcs between '99202' and '99215' or hcpcs between '99381' and '99397')
union all select 'lines per member-year', 12 * count(*) / max(n) from medical, mm
union all select 'scripts per member-year', 12 * count(*) / max(n) from pharmacy, mm;
