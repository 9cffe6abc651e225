/*
check: rate-parts
title: Shares of a premium that do not make up the rate
severity: warn
kind: row
tables: [premium_rate]
columns: [member_amount, employer_amount, rate_amount]
message: "On {rows} of {of} {of: rate|rates} the member's and the employer's share are not the rate."
remedy: "Look which of the three the contract names."
source: "Planlens, from files as they arrive"
*/
member_amount + employer_amount <> rate_amount
