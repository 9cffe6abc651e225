/*
title: Top providers
family: providers
question: Which hospitals and professionals is most spent at, and are they dear for what they do?
order: 10
parameters: [period, basis, plan, benefit, tier, status, unit, employer_group, employer_type, relationship, age_band, sex, region, network, profile, as_of]
own:
  category: { label: Category, type: list }
  service: { label: Service, type: list }
  code: { label: Procedure or revenue code, type: list }
  top: { label: Providers listed of each kind, type: number, least: 1, most: 1000000, whole: true }
defaults: { top: "20" }
needs: [medical]
columns:
  - { name: provider, label: Provider, role: dimension, type: text, definition: "Number on the claims: of a facility its own, else of who treated, else of who billed." }
  - { name: name, label: Name, role: dimension, type: text, definition: "Where the plan has dropped in a directory." }
  - { name: kind, label: Kind, role: dimension, type: text, definition: "Facility: hospitals, surgery centers and others that bill as institutions. Professional: all others." }
  - { name: provider_called, label: Provider and name, role: dimension, type: text, hidden: true, definition: "Number of the provider, and its name where there is one, else its kind." }
  - { name: claimants, label: Patients, role: measure, type: integer, unit: members, definition: "Different members treated." }
  - { name: admissions, label: Admissions, role: measure, type: integer, unit: count, people: admitted, definition: "Stays whose facility it was, by the bills of the stay; newborns and other stays too." }
  - { name: services, label: Services, role: measure, type: integer, unit: count, definition: "Claim lines that stand." }
  - { name: allowed, label: Allowed, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan's contracts allow: the plan's share and the member's share together." }
  - { name: paid, label: Plan paid, role: measure, type: decimal, scale: 2, unit: usd, direction: up-is-worse, definition: "What the plan paid." }
  - { name: share_of_allowed, label: Share of allowed, role: measure, type: decimal, scale: 4, unit: ratio, definition: "Allowed of the line ÷ allowed of all." }
  - { name: expected, label: At plan-average prices, role: measure, type: decimal, scale: 2, unit: usd, direction: neutral, definition: "What the same services would be allowed at the plan's average price of each: of a stay by its DRG, of all else by setting and code, per unit." }
  - { name: price_index, label: Price index, role: measure, type: decimal, scale: 2, unit: count, direction: up-is-worse, definition: "Allowed ÷ allowed at plan-average prices; 1.10 is 10% dearer than the plan pays on average for the same mix of services." }
  - { name: out_share, label: Out of network, role: measure, type: decimal, scale: 4, unit: ratio, administration: true, direction: up-is-worse, definition: "Allowed out of network ÷ allowed of lines that say their network." }
  - { name: allowed_listed, label: Allowed of a listed provider, role: measure, type: decimal, scale: 2, unit: usd, hidden: true, definition: "Allowed, of rows that are one provider." }
people: claimants
figures: [allowed, out_share]
chart: { type: bar, x: provider_called, y: [price_index], title: Price index against the plan average }
drill: { report: services, set: { provider: provider } }
answer: "{totals.allowed} was allowed for medical care in {period}[[; the most, {topvalue.provider.allowed_listed}, at {top.provider_called.allowed_listed}]][[; {totals.out_share} was out of network]]."
footnotes:
  - "Medical claims. The price index is indirectly standardised: it compares each provider's own mix of services with the plan's average prices of them, not with another provider. It knows nothing of how ill patients are within a DRG or code, or of quality."
  - "Providers beyond those listed, and outside of plan administration those of fewer than 11 patients, stand together as all others of their kind, so that the rows add up."
*/
with line as (
  select
    c.setting <> 'professional' as is_facility,
    c.provider,
    c.setting,
    case when c.setting = 'inpatient facility' then c.drg_code else coalesce(c.procedure_code, c.revenue_code) end as code,
    count(*) filter (where c.is_final) as services,
    coalesce(sum(coalesce(c.units, 1)) filter (where c.is_final), 0) as units,
    sum(c.allowed) as allowed,
    sum(c.paid) as paid,
    sum(c.allowed) filter (where c.network_tier = 'Out of network') as out_allowed,
    sum(c.allowed) filter (where c.network_tier <> '(not given)') as known_allowed
  from marts.service as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, case when c.enrolled then c.category_1 else 'No enrollment found' end))
    and ($service is null or list_contains($service, c.category_2))
    and ($code is null or list_contains($code, coalesce(c.procedure_code, c.revenue_code, '(not given)')))
  group by
    c.setting <> 'professional',
    c.provider,
    c.setting,
    case when c.setting = 'inpatient facility' then c.drg_code else coalesce(c.procedure_code, c.revenue_code) end
),

-- A stay counts once at each facility that billed for it, under each of its DRGs.
stay as (
  select
    c.provider,
    c.drg_code as code,
    count(distinct c.encounter_key) as stays
  from marts.service as c
  where
    c.setting = 'inpatient facility'
    and c.is_final
    and basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, case when c.enrolled then c.category_1 else 'No enrollment found' end))
    and ($service is null or list_contains($service, c.category_2))
    and ($code is null or list_contains($code, coalesce(c.procedure_code, c.revenue_code, '(not given)')))
  group by
    c.provider,
    c.drg_code
),

-- What is bought: a stay of a DRG, a unit of anything else.
bought as (
  select
    line.* exclude (provider),
    coalesce(cast(line.provider as varchar), '(not given)') as provider,
    coalesce(stay.stays, 0) as stays,
    case when line.setting = 'inpatient facility' then coalesce(stay.stays, 0) else line.units end as quantity
  from line
  left join stay
    on line.setting = 'inpatient facility'
    and stay.provider is not distinct from line.provider
    and stay.code is not distinct from line.code
),

-- Its dollars at the plan's average price; where nothing stands to be counted, its own.
expected as (
  select
    *,
    case
      when sum(quantity) over price > 0
        then cast(round(cast(quantity * sum(allowed) over price / sum(quantity) over price as decimal(38, 10)), 4) as decimal(28, 4))
      else cast(allowed as decimal(28, 4))
    end as expected
  from bought
  window price as (partition by setting, code)
),

-- To the cent for each provider, so that providers add up to their kind.
spent as (
  select
    is_facility,
    provider,
    sum(stays) as stays,
    sum(services) as services,
    sum(allowed) as allowed,
    sum(paid) as paid,
    cast(round(sum(expected), 2) as decimal(18, 2)) as expected,
    sum(out_allowed) as out_allowed,
    sum(known_allowed) as known_allowed
  from expected
  group by
    is_facility,
    provider
),

patient as (
  select
    c.setting <> 'professional' as is_facility,
    coalesce(cast(c.provider as varchar), '(not given)') as provider,
    c.person_key,
    bool_or(c.setting = 'inpatient facility' and c.is_final) as was_admitted
  from marts.service as c
  where
    basis_month(c) between $from and $to
    and in_slice(c)
    and ($category is null or list_contains($category, case when c.enrolled then c.category_1 else 'No enrollment found' end))
    and ($service is null or list_contains($service, c.category_2))
    and ($code is null or list_contains($code, coalesce(c.procedure_code, c.revenue_code, '(not given)')))
  group by all
),

treated as (
  select
    is_facility,
    provider,
    count(*) as patients
  from patient
  group by
    is_facility,
    provider
),

ranked as (
  select
    is_facility,
    provider,
    row_number() over (
      partition by is_facility
      order by treated.patients >= 11 or for_administration() desc, spent.allowed desc nulls last, provider
    ) as rank,
    treated.patients >= 11 or for_administration() as may_be_named
  from spent
  join treated using (is_facility, provider)
),

named as (
  select
    is_facility,
    provider,
    case when is_facility then 'Facility' else 'Professional' end as kind,
    case when may_be_named and rank <= coalesce(try_cast($top as integer), 1000000) then provider else 'All others' end as listed
  from ranked
),

people as (
  select
    case grouping_id(named.kind, named.listed) when 0 then 'row' when 1 then 'subtotal' else 'total' end as line,
    named.kind,
    named.listed,
    count(distinct patient.person_key) as claimants,
    count(distinct case when patient.was_admitted then patient.person_key end) as admitted
  from patient
  join named using (is_facility, provider)
  group by grouping sets ((named.kind, named.listed), (named.kind), ())
),

summed as (
  select
    case grouping_id(named.kind, named.listed) when 0 then 'row' when 1 then 'subtotal' else 'total' end as line,
    named.kind,
    named.listed,
    sum(spent.stays) as admissions,
    sum(spent.services) as services,
    sum(spent.allowed) as allowed,
    sum(spent.paid) as paid,
    sum(spent.expected) as expected,
    sum(spent.out_allowed) as out_allowed,
    sum(spent.known_allowed) as known_allowed
  from spent
  join named using (is_facility, provider)
  group by grouping sets ((named.kind, named.listed), (named.kind), ())
)

select
  summed.line,
  summed.kind,
  summed.listed as provider,
  provider.name,
  case
    when summed.line = 'row' then concat_ws(' · ', summed.listed, coalesce(provider.name, summed.kind))
  end as provider_called,
  people.claimants,
  summed.admissions,
  summed.services,
  summed.allowed,
  summed.paid,
  round(cast(summed.allowed / nullif(max(summed.allowed) filter (where summed.line = 'total') over (), 0) as decimal(38, 10)), 4)
    as share_of_allowed,
  summed.expected,
  round(cast(summed.allowed / nullif(summed.expected, 0) as decimal(38, 10)), 2) as price_index,
  round(cast(coalesce(summed.out_allowed, 0) / nullif(summed.known_allowed, 0) as decimal(38, 10)), 4) as out_share,
  case when summed.listed <> 'All others' then summed.allowed end as allowed_listed,
  people.admitted
from summed
join people
  on people.line = summed.line
  and people.kind is not distinct from summed.kind
  and people.listed is not distinct from summed.listed
left join marts.provider
  on provider.provider = summed.listed
order by
  summed.line,
  summed.kind,
  summed.listed = 'All others',
  summed.allowed desc nulls last,
  summed.listed
