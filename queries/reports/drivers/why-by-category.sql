/*
title: Why it changed, by category
family: drivers
question: "In which kinds of service did price, use and mix change cost?"
order: 15
derive: why-by-category
sql_of: why-it-changed
own:
  category: { label: Categories, type: list }
  threshold: { label: "Plan paid from which a member is a large claimant, in dollars", type: number, least: 1, most: 1000000000 }
  by: { label: "What a line is: category, service or type of claim", type: choice, values: [category, service, type of claim] }
  in: { label: "Figures in pmpm or dollars", type: choice, values: [pmpm, dollars] }
defaults: { compare: prior-year, by: category, threshold: "100000", in: pmpm }
needs: [claims]
columns:
  - { name: item, label: Kind of service, role: dimension, type: text, definition: "Category, service or type of claim." }
  - { name: amount_unit, label: Unit, role: dimension, type: text, hidden: true, definition: "Of the dollar columns: for each member month, or whole." }
  - { name: earlier, label: "Plan paid, prior", role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, definition: "Plan paid of the period compared with; for each member month, ÷ all member months of the period, so that the lines add up." }
  - { name: now, label: Plan paid, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, definition: "Plan paid of the period, likewise." }
  - { name: change, label: Change, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, definition: "This period less the prior one. The causes on the line add up to it." }
  - { name: change_rate, label: "Change, %", role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, compare: false, blank: dash, definition: "Change ÷ prior." }
  - { name: price, label: Price, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "Other unit prices for the same services, code by code." }
  - { name: use, label: Use, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "More or fewer services for each member of the same age and sex." }
  - { name: mix, label: Mix, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "Dearer or cheaper services among those of both periods." }
  - { name: added, label: "New, dropped", role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "Services of one period alone, so far as they cost more or less than the rest." }
  - { name: demography, label: Age and sex, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "Each age and sex's share of members, at its use and cost." }
  - { name: large, label: Large claims, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "All claims of members above the threshold." }
  - { name: plan_share, label: "Plan's share", role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "The plan paying another part of what is allowed." }
  - { name: enrollment, label: Enrollment, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "The change of member months at the mean PMPM; in dollars only." }
  - { name: unsplit, label: Not split, role: measure, type: decimal, scale: 2, unit_column: amount_unit, direction: up-is-worse, compare: false, blank: dash, definition: "Spend without enrollment, and dollars without a service of the period." }
  - { name: price_trend, label: Unit price index, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, compare: false, blank: dash, definition: "This period's unit prices over the prior period's, on the prior period's services, over the codes of both; without large claimants." }
  - { name: use_trend, label: "Use index, ageing in it", role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, compare: false, blank: dash, definition: "Services for each member month over the prior period; of several units, weighed by their dollars." }
  - { name: mix_trend, label: Mix index, role: measure, type: decimal, scale: 4, unit: ratio, direction: up-is-worse, compare: false, blank: dash, definition: "What is left of the change of dollars allowed for each member month." }
people: people
figures: [now, change, price, use, mix]
chart: { type: bar, x: item, y: [change], title: "Change in cost by kind of service" }
drill: { report: top-movers, set: { category: item } }
answer: "Each line splits the change of cost from {prior} to {period}[[: {top.item.change} rose most, by {topvalue.item.change}]][[, of a change of {totals.change} in all]][[: price {totals.price|signed}, use {totals.use|signed}, mix {totals.mix|signed}, large claims {totals.large|signed}]]."
footnotes:
  - "The split is exact and has no remainder: each cause is what its turning from the prior period to this one adds, averaged over all orders in which the causes may turn (Das Gupta, 1993; Shapley). Age bands are those of the filter."
  - "Use is counted in stays for facilities' inpatient claims (by DRG), in days of supply for drugs (by NDC) and in services for the rest (by procedure or revenue code, and place). Price is what is allowed for one, code by code."
  - "A large claimant is a member for whom the plan paid more than the threshold in the period, within the filters; the threshold is a fixed amount in both periods, so that rising prices lift more members over it."
  - "Price, use and mix are what each cause adds to cost for each member; the indexes are changes on their own, over services without large claimants, so the two are not the same figure."
  - "Spend of members for whom no enrollment was found is not split; where the source gives no allowed amount, what the plan paid stands for it."
*/
