/*
table: core.program_cost
needs: [loads.program_cost]
grain: one row per program and month as it was loaded
why: what a program costs
*/
select *
from loads.program_cost
