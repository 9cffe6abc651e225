/*
step: fund_rates
why: The settings of the fund, by name.
*/
set variable fund_rates = (select map(list(name), list(value::DOUBLE)) from csv.fund);
create or replace macro fund_rate(name) as getvariable('fund_rates')[name];
/* the level that the rates were meant to reach, a little higher or lower by seed */
create or replace macro planned_loss_ratio() as
  fund_rate('loss_ratio') + fund_rate('loss_ratio_spread') * (draw(root_key('loss ratio', 0), 'level') - 0.5);
