/*
check: rate-without-design
title: A rate of a plan that has no design
severity: warn
kind: value
tables: [premium_rate]
columns: [plan]
with: [plan_design]
message: "{rows} of {of} {of: rate|rates} {rows: is|are} of a plan that the plan design does not have: {what}."
remedy: "Load the design of the plan, or write the name as it stands there."
source: "Planlens, from files as they arrive"
*/
value not in (select plan from known.plan_design where plan is not null)
