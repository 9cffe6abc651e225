/*
step: fund_rates
why: The settings of the fund, by name.
*/
set variable fund_rates = (select map(list(name), list(value::DOUBLE)) from csv.fund);
create or replace macro fund_rate(name) as getvariable('fund_rates')[name];
