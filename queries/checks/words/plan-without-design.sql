/*
check: plan-without-design
title: A plan that has no design
severity: warn
kind: value
tables: [medical_claim, pharmacy_claim, eligibility]
columns: [plan]
with: [plan_design]
message: "{rows} of {of} {of: row|rows} {rows: is|are} of a plan that the plan design does not have: {what}."
remedy: "Load the design of the plan, or translate the plan's name in the mapping: vendors and contracts name one plan differently."
source: "Planlens, from files as they arrive"
*/
value not in (select plan from known.plan_design where plan is not null)
