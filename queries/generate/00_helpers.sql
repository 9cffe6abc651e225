/*
step: helpers
why: >
  Every draw is arithmetic on a key, so a seed gives the same plan at any number of threads. A slot's key comes from
  MD5 of seed and slot; keys of what belongs to it come from a quadratic congruence modulo the prime 2^31 - 1, and
  the draws on a key are that key times a multiplier of the draw's own name, modulo the same prime.
*/
create or replace macro plan_start() as make_date(getvariable('first_year')::INTEGER, 1, 1);
create or replace macro service_end() as make_date((getvariable('first_year') + getvariable('years') - 1)::INTEGER, 12, 31);
create or replace macro paid_end() as make_date((getvariable('first_year') + getvariable('years'))::INTEGER, 3, 31);
/* the first day on which another administrator pays the plans outside the HMO; never, where nothing is planted */
create or replace macro administrator_change() as
  (plan_start() + to_months((getvariable('years') * case getvariable('planted') when 0 then 36 else 6 end)::INTEGER))::DATE;
create or replace macro rate(name) as getvariable('rates')[name];

create or replace macro root_key(name, id) as
  (1 + md5_number_lower(concat_ws('/', 'planlens', getvariable('seed'), name, id)) % 2147483646::UBIGINT)::BIGINT;
create or replace macro step_key(k, n) as (k + (n)::BIGINT * 1103515245) % 2147483647;
create or replace macro child_key(k, n) as (step_key(k, n) * step_key(k, n)) % 2147483647;
create or replace macro multiplier(name) as (1000003 + md5_number_lower(name) % 2146000000::UBIGINT)::BIGINT;
create or replace macro draw_by(k, m) as ((k * m) % 2147483647) / 2147483647::DOUBLE;
/* the name must be a constant: its multiplier is then worked out once */
create or replace macro draw(k, name) as draw_by(k, multiplier(name));
create or replace macro die(k, name, sides) as (((k * multiplier(name)) % 2147483647) * (sides)::BIGINT // 2147483647)::INTEGER;
create or replace macro normal(k, name) as
  sqrt(-2 * ln(1 - draw(k, name || ' radius'))) * cos(2 * pi() * draw(k, name || ' angle'));
/* near normal, never beyond three standard deviations, and quick: for the many small variations of price */
create or replace macro bell(k, name) as
  2 * (draw(k, name || ' one') + draw(k, name || ' two') + draw(k, name || ' three') - 1.5);
create or replace macro around_one(k, name, sigma) as exp((sigma) * bell(k, name) - (sigma) * (sigma) / 2);
/* mean 1 */
create or replace macro lognormal(k, name, sigma) as exp((sigma) * normal(k, name) - (sigma) * (sigma) / 2);
create or replace macro stay_days(k, name, mean, sigma) as greatest(1, round((mean) * lognormal(k, name, sigma)))::INTEGER;
/* years to an event of constant yearly hazard, or mean, from a draw */
create or replace macro waiting_days(u, mean_years) as (-ln(1 - (u)) * (mean_years) * 365.25);
/* inverse of the Poisson distribution for small means, a logistic approximation above 5 */
create or replace macro poisson(u, l) as case
  when l > 5 then greatest(0, round(l + sqrt(l) * ln(greatest(u, 1e-9) / (1 - u)) / 1.702))::BIGINT
  else (u >= exp(-l))::BIGINT
    + (u >= exp(-l) * (1 + l))::BIGINT
    + (u >= exp(-l) * (1 + l * (1 + l / 2)))::BIGINT
    + (u >= exp(-l) * (1 + l * (1 + l / 2 * (1 + l / 3))))::BIGINT
    + (u >= exp(-l) * (1 + l * (1 + l / 2 * (1 + l / 3 * (1 + l / 4)))))::BIGINT
    + (u >= exp(-l) * (1 + l * (1 + l / 2 * (1 + l / 3 * (1 + l / 4 * (1 + l / 5))))))::BIGINT
    + (u >= exp(-l) * (1 + l * (1 + l / 2 * (1 + l / 3 * (1 + l / 4 * (1 + l / 5 * (1 + l / 6)))))))::BIGINT
    + (u >= exp(-l) * (1 + l * (1 + l / 2 * (1 + l / 3 * (1 + l / 4 * (1 + l / 5 * (1 + l / 6 * (1 + l / 7))))))))::BIGINT
  end;

create or replace macro month_start(d) as date_trunc('month', d)::DATE;
create or replace macro month_end(d) as last_day(d);
create or replace macro add_months(d, n) as (d + to_months((n)::INTEGER))::DATE;
create or replace macro years_old(birth, d) as date_sub('year', birth, d);
create or replace macro years_since_start(d) as (d - plan_start()) / 365.25;
create or replace macro age_band(age) as case
  when age < 1 then 0 when age < 5 then 1 when age < 18 then 2 when age < 35 then 3
  when age < 45 then 4 when age < 55 then 5 when age < 65 then 6 else 7 end;
/* the age that says what a person has and takes: at the middle of the plan's years, or at birth */
create or replace macro middle_band(birth) as
  age_band(years_old(birth, greatest(birth, plan_start() + (getvariable('years') * 183)::INTEGER)));
/* ages that share a table of diagnoses: by year to 20, then by five */
create or replace macro age_group(age) as case when age <= 20 then age else least(90, age // 5 * 5) end;
/* half away from zero, to cents held as an integer */
create or replace macro cents(x) as round(x)::BIGINT;
create or replace macro money(c) as ((c)::DECIMAL(15, 0) * 0.01::DECIMAL(2, 2))::DECIMAL(18, 2);
/* ids that tell nothing: multiplication modulo a prime above the largest number is one to one */
create or replace macro opaque_person(n) as (100000000 + (n * 48271003) % 99999989);
create or replace macro opaque_claim(n) as (200000000000000 + (n * 60961) % 149999999999977);
/* made-up provider numbers: ten digits that begin with 9, which no real one does */
create or replace macro npi(code, region_no, serial) as (9000000000 + code * 10000000 + region_no * 1000000 + serial)::BIGINT;
/* a serial number from 1 to the pool's size, low ones more often */
create or replace macro skewed(u, pool, skew) as (1 + floor((pool) * pow(u, skew)))::BIGINT;
/* a file's month */
create or replace macro file_month(d) as left(d::VARCHAR, 7);
create or replace macro vendor_file(vendor) as ['first-administrator', 'second-administrator', 'hmo-administrator'][vendor];
create or replace macro vendor_name(vendor) as ['First administrator', 'Second administrator', 'HMO administrator'][vendor];
create or replace macro medical_claim_id(vendor, serial, suffix) as
  ['A', 'B', 'H'][vendor] || serial || case when suffix > 0 then suffix::VARCHAR else '' end;
/* administrators pay once a week, each on its own day */
create or replace macro check_run(ready, vendor) as (ready + (15 + vendor - dayofweek(ready))::INTEGER % 7)::DATE;
/* fills are paid on the next Friday */
create or replace macro fill_check_run(day) as (day + 1 + (11 - dayofweek(day))::INTEGER % 7)::DATE;
create or replace macro unknown_person_id(serial) as 'P9' || serial % 10000000;
