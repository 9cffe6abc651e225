/*
total: rebate_received
why: The rebates of a portion by the day on which they come in, for the fund.
*/
select received_date, sum(rebate)::BIGINT as rebate from pharmacy_rebate group by received_date
