/*
table: core.program_participation
needs: [loads.program_participation]
grain: one row per program and person as it was loaded
why: who took part in a program, and who could have
*/
select *
from loads.program_participation
