/*
finish file: fund_transaction_{month}.csv
amounts: [amount]
why: The fund's entries of a month with the balance after each.
*/
select strftime(day, '%Y-%m') as month, 'F' || lpad(transaction_no::VARCHAR, 6, '0') as transaction_id, day as transaction_date,
  kind as transaction_type, vendor, plan, money(amount) as amount, money(balance) as balance
from fund_transaction
order by transaction_no
