/*
title: Claim lines
family: data
question: Which claim lines stand behind a figure?
order: 90
parameters: [period, basis, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, network, profile, as_of]
own:
  category: { label: Category, type: list }
  service: { label: Service, type: list }
  person: { label: Person, type: list }
  limit: { label: Lines listed, type: text }
defaults: { limit: "10000" }
columns:
  - { name: service_date, label: Service date, role: dimension, type: date, definition: "First day of service; of a facility claim the first day of the claim." }
  - { name: paid_date, label: Paid date, role: dimension, type: date, definition: "Day on which the plan paid, where the source gives it." }
  - { name: person_id, label: Person, role: dimension, type: text, definition: "Number of the person in the source." }
  - { name: claim_id, label: Claim, role: dimension, type: text, definition: "Number of the claim in the source." }
  - { name: claim_line_number, label: Line, role: dimension, type: integer, definition: "Number of the line within the claim." }
  - { name: category, label: Category, role: dimension, type: text, definition: "Kind of service." }
  - { name: service, label: Service, role: dimension, type: text, definition: "The category in finer parts." }
  - { name: code, label: Procedure or drug code, role: dimension, type: text, definition: "HCPCS code of a medical line, drug code of a fill." }
  - { name: revenue_code, label: Revenue code, role: dimension, type: text, definition: "Revenue code of a facility line." }
  - { name: place, label: Place of service, role: dimension, type: text, definition: "Place of service of a professional line." }
  - { name: bill_type, label: Bill type, role: dimension, type: text, definition: "Bill type of a facility claim." }
  - { name: drg, label: DRG, role: dimension, type: text, definition: "Diagnosis-related group of a stay." }
  - { name: diagnosis, label: Diagnosis, role: dimension, type: text, definition: "First diagnosis code." }
  - { name: provider, label: Provider, role: dimension, type: text, definition: "Facility, else rendering or billing provider; of a fill the pharmacy." }
  - { name: charge, label: Charge, role: measure, type: decimal, scale: 2, unit: usd, definition: "What the provider charged." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, definition: "What the plan's contracts allow." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, definition: "What the plan paid." }
  - { name: member_cost, label: Member cost share, role: measure, type: decimal, scale: 2, unit: usd, definition: "Deductible, copay and coinsurance." }
  - { name: load_number, label: Load, role: dimension, type: integer, definition: "Load that the line came with." }
  - { name: source_file, label: File, role: dimension, type: integer, definition: "Place of the file in that load." }
  - { name: source_row, label: Row, role: dimension, type: integer, definition: "Row of the file." }
  - { name: lines, label: Lines, role: measure, type: integer, unit: count, hidden: true, definition: "Claim lines." }
  - { name: unlisted, label: Lines not listed, role: measure, type: integer, unit: count, hidden: true, definition: "On the total line: claim lines that are in it but not listed." }
figures: [lines, paid, allowed]
answer: "{totals.lines} claim lines stand behind this[[, on which the plan paid {totals.paid}]]."
footnotes:
  - "Paid lines only, in all versions of a claim; a reversal is a line of its own. Each line names the load, file and row that it came from."
  - "[[{totals.unlisted|nonzero} more lines stand behind this and are in the total but not listed. Choose a shorter period or fewer lines by the filters, or list all of them with limit=all.]]"
*/
with line as (
  select
    'medical' as benefit,
    person_key,
    person_id,
    claim_id,
    claim_line_number,
    service_date,
    incurred_month,
    paid_date,
    paid_month,
    network as network_tier,
    category,
    service,
    hcpcs_code as code,
    revenue_center_code as revenue_code,
    place_of_service_code as place,
    bill_type_code as bill_type,
    drg_code as drg,
    diagnosis_code_1 as diagnosis,
    coalesce(facility_npi, rendering_npi, billing_npi) as provider,
    charge_amount as charge,
    allowed_amount as allowed,
    paid_amount as paid,
    member_cost,
    load_number,
    source_file,
    source_row
  from core.medical_claim_version
  where is_paid
  union all
  select
    'pharmacy',
    person_key,
    person_id,
    claim_id,
    claim_line_number,
    service_date,
    incurred_month,
    paid_date,
    paid_month,
    network,
    category,
    service,
    ndc_code,
    null,
    null,
    null,
    null,
    null,
    dispensing_provider_npi,
    charge_amount,
    allowed_amount,
    paid_amount,
    member_cost,
    load_number,
    source_file,
    source_row
  from core.pharmacy_claim_version
  where is_paid
),

sliced as (
  select
    line.* exclude (category),
    case when attribute.enrolled then cast(line.category as varchar) else 'No enrollment found' end as category,
    attribute.* exclude (attribute_key, enrolled)
  from line
  left join marts.member_stretch as stretch
    on stretch.person_key = line.person_key
    and stretch.month = line.incurred_month
    and line.service_date between stretch.first_day and stretch.last_day
  join marts.member_attribute as attribute
    on attribute.attribute_key = coalesce(stretch.attribute_key, 0)
),

chosen as (
  select c.*
  from sliced as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, c.category))
    and ($service is null or list_contains($service, c.service))
    and ($person is null or list_contains($person, c.person_id))
),

total as (
  select
    sum(charge) as charge,
    sum(allowed) as allowed,
    sum(paid) as paid,
    sum(member_cost) as member_cost,
    count(*) as lines
  from chosen
),

first_lines as (
  select *
  from chosen
  order by
    service_date,
    claim_id,
    claim_line_number,
    load_number,
    source_file,
    source_row
  limit (select case when regexp_full_match($limit, '[0-9]{1,9}') then cast($limit as bigint) end)
),

listed as (
  select
    'row' as line,
    service_date,
    paid_date,
    person_id,
    claim_id,
    claim_line_number,
    category,
    service,
    code,
    revenue_code,
    place,
    bill_type,
    drg,
    diagnosis,
    provider,
    charge,
    allowed,
    paid,
    member_cost,
    load_number,
    source_file,
    source_row,
    1 as lines,
    cast(null as bigint) as unlisted
  from first_lines
  union all by name
  select
    'total' as line,
    *,
    lines - (select count(*) from first_lines) as unlisted
  from total
)

select *
from listed
order by
  line,
  service_date,
  claim_id,
  claim_line_number,
  load_number,
  source_file,
  source_row
