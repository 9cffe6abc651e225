/*
title: Readmissions within 30 days
family: quality
question: How often are patients back in the hospital within a month?
order: 10
own:
  provider: { label: Hospital, type: list }
needs: [medical]
columns:
  - { name: service, label: Kind of stay, role: dimension, type: text, definition: "What the stay that ended was for." }
  - { name: admissions, label: Stays that ended, role: measure, type: integer, unit: count, definition: "Acute admissions whose discharge lies in the period, transfers joined into one stay; newborns, rehabilitation and skilled nursing are not among them." }
  - { name: index_stays, label: Stays that can tell, role: measure, type: integer, unit: count, people: index_people, definition: "Of these, stays whose patient left alive, not against advice, not for another hospital, and was covered for the 30 days after." }
  - { name: readmissions, label: Back within 30 days, role: measure, type: integer, unit: count, people: readmitted_people, direction: up-is-worse, definition: "Stays that can tell whose next admission, for whatever reason and to whatever hospital, began within 30 days of the discharge and was not planned. Each stay counts once; a readmission can be followed by one of its own." }
  - { name: rate, label: Readmission rate, role: measure, type: decimal, scale: 4, unit: ratio, people: readmitted_people, direction: up-is-worse, definition: "Back within 30 days ÷ stays that can tell." }
  - { name: days_to_readmission, label: Days until back, role: measure, type: decimal, scale: 1, unit: days, people: readmitted_people, definition: "Average days from the discharge to the readmission." }
  - { name: paid, label: Plan paid for readmissions, role: measure, type: decimal, scale: 2, unit: usd, people: readmitted_people, direction: up-is-worse, definition: "What the plan paid for the stays that were readmissions, all that belongs to them included." }
  - { name: planned_returns, label: Planned returns, role: measure, type: integer, unit: count, people: planned_people, definition: "Next admissions within 30 days that were planned, as far as that can be decided without licensed code sets; not counted as readmissions." }
  - { name: died, label: Died, role: measure, type: integer, unit: count, hidden: true, administration: true, definition: "Left out: discharged dead." }
  - { name: against_advice, label: Left against advice, role: measure, type: integer, unit: count, hidden: true, administration: true, definition: "Left out: left against medical advice." }
  - { name: transferred, label: Transferred, role: measure, type: integer, unit: count, hidden: true, administration: true, definition: "Left out: sent on to another acute hospital, or there by the next day." }
  - { name: still_patient, label: Still a patient, role: measure, type: integer, unit: count, hidden: true, administration: true, definition: "Left out: the last claim says that the patient is still there." }
  - { name: maternity, label: Maternity, role: measure, type: integer, unit: count, hidden: true, administration: true, definition: "Left out: deliveries and other maternity stays." }
  - { name: not_covered, label: Not covered for 30 days, role: measure, type: integer, unit: count, hidden: true, administration: true, definition: "Left out: without medical coverage on some of the 30 days after." }
  - { name: too_late, label: Too late to tell, role: measure, type: integer, unit: count, hidden: true, administration: true, definition: "Left out: the data ends before 30 days have passed." }
people: people
figures: [rate, readmissions, index_stays]
chart: { type: bar, x: service, y: [rate], title: "Readmission rate by kind of stay" }
answer: "Readmissions count unplanned admissions within 30 days of a hospital stay that ended in {period}[[: {totals.rate} of {totals.index_stays} {totals.index_stays|plural:stay was,stays were} followed by one]][[, {totals.rate_change} than in {prior}]][[; the plan paid {totals.paid|nonzero} for those]]."
footnotes:
  - "By day of discharge, for all causes and all hospitals. The idea is that of CMS's hospital-wide measure; it is not that measure, for CMS's lists of planned procedures and acute diagnoses are not in the product, and nothing is adjusted for how ill patients were."
  - "Taken as planned: maternity, transplants, maintenance chemotherapy and radiation, rehabilitation, and admissions that the hospital itself called elective. Where hospitals give no admission type, more is counted as unplanned."
  - "[[Left out, for they cannot tell: died {totals.died}, left against advice {totals.against_advice}, transferred {totals.transferred}, still a patient {totals.still_patient}, maternity {totals.maternity}, too late to tell {totals.too_late}, not covered for 30 days {totals.not_covered}.]]"
*/
with stay as (
  select
    case when not c.enrolled then 'No enrollment found' else cast(c.service as varchar) end as service,
    readmission.*
      exclude (service, person_key),
    c.person_key,
    next_stay.paid as next_paid
  from marts.readmission
  join marts.encounter as c using (encounter_key)
  left join marts.encounter as next_stay
    on next_stay.encounter_key = case when readmission.is_readmitted then readmission.next_key end
  where
    readmission.discharge_month between $from and $to
    and in_slice(c)
    and ($provider is null or list_contains($provider, cast(c.facility as varchar)))
),

rolled as (
  select
    * exclude (service),
    case
      when not for_administration() and service in ('Inpatient mental health', 'Inpatient substance use')
        then 'Inpatient behavioral health'
      else service
    end as service
  from stay
)

select
  case grouping(service) when 1 then 'total' else 'row' end as line,
  service,
  count(*) as admissions,
  count_if(is_index) as index_stays,
  count_if(is_readmitted) as readmissions,
  round(cast(count_if(is_readmitted) / nullif(count_if(is_index), 0) as decimal(38, 10)), 4) as rate,
  round(cast(sum(days_to_next) filter (where is_readmitted) / nullif(count_if(is_readmitted), 0) as decimal(38, 10)), 1)
    as days_to_readmission,
  coalesce(sum(next_paid), 0) as paid,
  count_if(is_planned_return) as planned_returns,
  count_if(left_out = 'died') as died,
  count_if(left_out = 'left against advice') as against_advice,
  count_if(left_out = 'transferred') as transferred,
  count_if(left_out = 'still a patient') as still_patient,
  count_if(left_out = 'maternity') as maternity,
  count_if(left_out = 'not covered for 30 days') as not_covered,
  count_if(left_out = 'too late to tell') as too_late,
  count(distinct person_key) as people,
  count(distinct person_key) filter (where is_index) as index_people,
  count(distinct person_key) filter (where is_readmitted) as readmitted_people,
  count(distinct person_key) filter (where is_planned_return) as planned_people
from rolled
group by grouping sets ((service), ())
order by
  line,
  service = 'No enrollment found',
  admissions desc,
  service
