/*
check: fund-balance-breaks
title: A balance of the fund that does not follow
severity: warn
kind: set
tables: [fund_transaction]
columns: [transaction_id, transaction_date, amount, balance]
message: "{rows} of {of} {of: entry|entries} {rows: has|have} a balance that is not the one before and the amount."
remedy: "An entry is missing, or came twice. Compare with the fund's book."
source: "Planlens, from files as they arrive"
*/
with entry as (
  select
    source_file,
    source_row,
    load_number,
    amount,
    balance,
    lag(balance) over (order by transaction_date, transaction_id) as balance_before
  from known.fund_transaction
)

select
  source_file,
  source_row,
  amount
from entry
where
  load_number is null
  and balance <> balance_before + amount
