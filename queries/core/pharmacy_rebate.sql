/*
table: core.pharmacy_rebate
needs: [loads.pharmacy_rebate]
grain: one row per fill that a rebate was received for, as it was loaded
why: rebates arrive months after the fill, on a file of their own
*/
select *
from loads.pharmacy_rebate
