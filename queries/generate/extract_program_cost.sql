/*
finish file: program_cost.csv
amounts: [total_amount]
why: The program vendors' bills by month.
*/
select program, month as cost_month, participants, money(fixed) as fixed_amount, money(per_participant) as per_participant_amount,
  money(amount) as total_amount, vendor as data_source
from program_cost
order by month, program
