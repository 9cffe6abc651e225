import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generatePlan } from "./generatePlan.ts";

const plan = { employees: 1000, years: 3, seed: 4, firstYear: 2023 };

describe("the money of a generated plan, worked out anew from its files", () => {
  let folder: string;
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;

  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
  const none = async (sql: string) => expect(await rows(sql)).toEqual([]);
  const read = (name: string, files: string) =>
    connection.run(
      `create table ${name} as from read_csv('${join(folder, files)}', union_by_name = true, delim = ',', quote = '"', header = true)`,
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "planlens-money-"));
    await generatePlan({ ...plan, outDir: folder });
    instance = await DuckDBInstance.create(":memory:");
    connection = await instance.connect();
    await read("eligibility", "eligibility_????-??.csv");
    await read("medical", "*_medical_????-??.csv");
    await read("pharmacy", "pharmacy_claim_????-??.csv");
    await read("rebate", "pharmacy_rebate_????-Q?.csv");
    await read("fund", "fund_transaction_????-??.csv");
    await read("rate", "premium_rate_????.csv");
    await read("design", "plan_design_????.csv");
    await read("participation", "program_participation.csv");
    await read("program", "program_cost.csv");
    await connection.run(`create table entry as
      select *, amount::DECIMAL(18, 2) as dollars, last_day(transaction_date) as month_end from fund`);
  }, 120_000);

  afterAll(async () => {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  });

  it("keeps a book in which every balance is the one before plus the entry", async () => {
    await none(`from (
      select transaction_id, balance::DECIMAL(18, 2) as balance, sum(dollars) over (order by transaction_id) as added from entry
    ) where balance <> added`);
    await none(`from (
      select transaction_date, lag(transaction_date) over (order by transaction_id) as before from entry
    ) where transaction_date < before`);
  });

  it("funds exactly the claims paid, by vendor and day", async () => {
    await none(`with paid as (
      select data_source as vendor, paid_date as day, -sum(paid_amount::DECIMAL(18, 2)) as dollars
      from (
        select data_source, paid_date, paid_amount from medical where paid_date is not null
        union all
        select data_source, paid_date, paid_amount from pharmacy where claim_status = 'paid'
      )
      group by all
    ), funded as (
      select vendor, transaction_date as day, sum(dollars) as dollars from entry where transaction_type = 'claims funding' group by all
    )
    select * from (from paid where day <= date '2025-12-31' and dollars <> 0) p full join funded f using (vendor, day)
    where p.dollars is distinct from f.dollars`);
  });

  it("collects the rates times the contract-months that the files of that month know of", async () => {
    await connection.run(`create table known_month as
      with version as (
        select *, lead(file_date) over (
          partition by data_source, member_id, enrollment_start_date, plan order by file_date) as replaced
        from eligibility where subscriber_relation = 'self'
      ), known as (
        select f.day, v.*
        from version v join (select distinct month_end as day from entry) f on v.file_date <= f.day
          and coalesce(f.day < v.replaced, true)
        where enrollment_status <> 'void'
      )
      select day, subscriber_id, m::DATE as month, plan, member_status, coverage_tier
      from known, lateral (select unnest(generate_series(
        date_trunc('month', enrollment_start_date)::TIMESTAMP, least(coalesce(enrollment_end_date, day), day)::TIMESTAMP,
        interval 1 month)) as m)
      qualify row_number() over (partition by day, subscriber_id, m order by enrollment_start_date desc) = 1`);
    await none(`with due as (
      select day, k.plan, sum(member_amount::DECIMAL(18, 2)) as member, sum(employer_amount::DECIMAL(18, 2)) as employer
      from known_month k join rate r
        on r.plan_year = year(month) and r.plan = k.plan and r.member_status = k.member_status and r.coverage_tier = k.coverage_tier
      group by all
    ), expected as (
      select day, plan, member - lag(member, 1, 0) over w as member, employer - lag(employer, 1, 0) over w as employer
      from due window w as (partition by plan order by day)
    ), collected as (
      select month_end as day, plan,
        sum(dollars) filter (where transaction_type in ('employee contribution', 'retiree contribution', 'COBRA contribution')) as member,
        sum(dollars) filter (where transaction_type = 'employer contribution') as employer
      from entry where transaction_type like '%contribution' group by all
    )
    select * from expected full join collected using (day, plan)
    where expected.member is distinct from collected.member or expected.employer is distinct from collected.employer`);
    expect(Number((await rows("select count(*) from known_month"))[0]?.[0])).toBeGreaterThan(500_000);
  });

  it("adds its rates up from the parts of a tier, and the two shares to the rate", async () => {
    await none(
      `from rate where rate_amount::DECIMAL(18, 2) <> member_amount::DECIMAL(18, 2) + employer_amount::DECIMAL(18, 2)`,
    );
    const tier = (name: string) => `max(rate_amount::DECIMAL(18, 2)) filter (where coverage_tier = '${name}')`;
    await none(`select plan_year, plan, member_status from rate group by all
      having count(*) <> 6
        or ${tier("Employee + spouse + child")} <> ${tier("Employee + spouse")} + ${tier("Employee + child")} - ${tier("Employee")}
        or ${tier("Family")} <> ${tier("Employee + spouse")} + ${tier("Employee + children")} - ${tier("Employee")}`);
  });

  it("books rebates, program fees and stop-loss recoveries as their own files have them", async () => {
    await none(`select * from (select received_date as day, sum(rebate_amount::DECIMAL(18, 2)) as dollars from rebate
        where received_date <= date '2025-12-31' group by 1) r
      full join (select transaction_date as day, dollars from entry where transaction_type = 'rebate') f using (day)
      where r.dollars is distinct from f.dollars`);
    await none(`select * from (select last_day(cost_month) as day, sum(total_amount::DECIMAL(18, 2)) as dollars from program group by 1) p
      full join (select transaction_date as day, -sum(dollars) as dollars from entry where transaction_type = 'program fee' group by 1) f
      using (day) where p.dollars is distinct from f.dollars`);
    await none(`with year as (
      select person_id, year(claim_start_date) as year, paid_date, paid_amount::DECIMAL(18, 2) as paid from medical where paid_date is not null
      union all
      select person_id, year(dispensing_date), paid_date, paid_amount::DECIMAL(18, 2) from pharmacy where claim_status = 'paid'
    ), above as (
      select greatest(0, sum(paid) - 500000) as dollars from year
      where date_trunc('month', paid_date) + interval '2 months 14 days' <= date '2025-12-31' group by person_id, year
    )
    select sum(dollars) as above, (select sum(dollars) from entry where transaction_type = 'stop-loss recovery') as recovered
    from above having above is distinct from recovered or above < 100000`);
  });

  it("takes rebates of brand fills that were picked up, about a third of what drugs cost", async () => {
    await none(`from rebate r left join pharmacy p on p.claim_id = r.claim_id and p.line_type = 'original'
      where p.claim_id is null or p.brand_generic <> 'brand' or p.ndc_code <> r.ndc_code or r.received_date < p.dispensing_date + 120
        or r.claim_id in (select original_claim_id from pharmacy where original_claim_id is not null)`);
    const [[share] = []] = await rows(`select (select sum(rebate_amount) from rebate) / sum(paid_amount)
      from pharmacy where dispensing_date < date '2025-10-01'`);
    expect(Number(share)).toBeGreaterThan(0.28);
    expect(Number(share)).toBeLessThan(0.42);
  });

  it("falls below two months of cost in one month, three quarters into the series", async () => {
    const below = await rows(`with month as (
      select month_end as day,
        -sum(dollars) filter (where transaction_type not like '%contribution' and transaction_type not in
          ('opening balance', 'premium holiday', 'transfer to the state', 'interest')) as cost,
        arg_max(balance, transaction_id) as balance
      from entry group by 1
    ), reserve as (
      select *, balance / avg(cost) over (order by day rows between 11 preceding and current row) as months from month
    )
    select min(day) from reserve where months < 2`);
    expect(below).toEqual([["2025-03-31"]]);
  });

  it("costs 90 to 98% of contributions", async () => {
    const [[ratio] = []] =
      await rows(`select -sum(dollars) filter (where transaction_type not like '%contribution' and transaction_type not in
        ('opening balance', 'premium holiday', 'transfer to the state', 'interest'))
      / sum(dollars) filter (where transaction_type like '%contribution') from entry`);
    expect(Number(ratio)).toBeGreaterThan(0.9);
    expect(Number(ratio)).toBeLessThan(0.98);
  });

  it("describes every plan in every year, with the copay that rises", async () => {
    expect(
      await rows("select plan_year, copay_emergency::INTEGER from design where plan = 'PPO' order by plan_year"),
    ).toEqual([
      ["2023", 150],
      ["2024", 150],
      ["2025", 300],
    ]);
    await none("select plan_year from design group by plan_year having count(*) <> 4");
  });

  it("learns late of as many spans as the answer key says", async () => {
    const [[added, ended, takenBack] = []] = await rows(`with span as (
      select member_id, enrollment_start_date as first_day, plan, min(file_date) as added, bool_or(enrollment_status = 'void') as taken_back,
        min(file_date) filter (where enrollment_end_date is not null) as ended, max(enrollment_end_date) as last_day
      from eligibility group by all
    )
    select count(*) filter (where added > last_day(first_day)), count(*) filter (where ended > last_day(last_day)),
      count(*) filter (where taken_back) from span`);
    const key = JSON.parse(await readFile(join(folder, "answer-key.json"), "utf8"));
    const sum = (name: string) =>
      key.retroactive.reduce((total: number, row: Record<string, string>) => total + Number(row[name]), 0);
    expect([added, ended, takenBack].map(Number)).toEqual(["added_late", "ended_late", "taken_back"].map(sum));
    expect(Number(takenBack)).toBeGreaterThan(0);
  });

  it("gives new cards outside the HMO when the administrator changes, and keeps the persons' numbers", async () => {
    const [[persons, cards, numbers] = []] =
      await rows(`select count(*), count(*) filter (where b.member_id <> a.member_id),
        count(*) filter (where b.person_id <> a.person_id)
      from eligibility b join eligibility a on a.subscriber_id = b.subscriber_id and a.birth_date = b.birth_date and a.plan = b.plan
        and a.gender = b.gender and split_part(a.member_id, '-', 2) = split_part(b.member_id, '-', 2)
      where b.plan <> 'HMO' and b.enrollment_end_date = date '2024-06-30' and a.enrollment_start_date = date '2024-07-01'
        and a.file_date = date '2024-06-30' and b.file_date = date '2024-06-30'`);
    expect(Number(persons)).toBeGreaterThan(1000);
    expect([cards, numbers]).toEqual([persons, "0"]);
  });

  it("enrolls in programs only persons that the enrollment knows", async () => {
    await none(`from participation anti join eligibility using (person_id)`);
    await none(`from participation where enrolled_from < eligible_from or enrolled_to < enrolled_from
      or (reason is null) <> (enrolled_from is not null and enrolled_to is null)`);
  });
});
