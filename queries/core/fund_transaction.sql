/*
table: core.fund_transaction
needs: [loads.fund_transaction]
grain: one row per entry of the fund's book as it was loaded
why: what came in, what went out, and what the fund held
*/
select *
from loads.fund_transaction
