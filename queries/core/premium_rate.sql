/*
table: core.premium_rate
needs: [loads.premium_rate]
grain: one row per plan year, plan, member status and coverage tier as it was loaded
why: the rates that contributions follow
*/
select *
from loads.premium_rate
