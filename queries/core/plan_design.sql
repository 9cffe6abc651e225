/*
table: core.plan_design
needs: [loads.plan_design]
grain: one row per plan and plan year as it was loaded
why: what each plan pays, for whoever asks what a design costs
*/
select *
from loads.plan_design
