import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalogue } from "../../server/reports/catalogue.ts";
import { compose } from "../../server/reports/compose.ts";
import { productPaths } from "../../server/root.ts";
import { warehousePath } from "../../server/warehouse/build.ts";
import { currentDigest } from "../../server/warehouse/current.ts";
import { openEngine, withConnection } from "../../server/warehouse/engine.ts";
import { readSqlFolder } from "../../server/warehouse/sqlFile.ts";
import { type Extracts, TinyPlan } from "./tinyPlan.ts";

/** Enough lines for several row groups, so that threads share the work; every draw is a hash of the row's number. */
const many: Extracts = Object.fromEntries(
  Object.entries({
    eligibility: `
    select 'p' || (i // 2) as person_id, 'p' || (i // 2) as member_id, 'c' || (i // 6) as subscriber_id,
      date '2022-01-01' + (draw(i) % 700)::integer as enrollment_start_date,
      case when i % 3 > 0 then date '2024-01-01' + (draw(i, 1) % 400)::integer end as enrollment_end_date,
      date '1950-01-01' + (draw(i // 2) % 25000)::integer as birth_date,
      ['PPO', 'HDHP', null][draw(i, 2) % 3 + 1] as plan, ['Active', 'Retired'][draw(i // 6) % 2 + 1] as member_status
    from range(3000) as r(i)`,
    medical_claim: `
    select 'm' || (i // 3) as claim_id, i % 3 + 1 as claim_line_number, 'p' || (draw(i // 3) % 1550) as person_id,
      case when draw(i // 3, 1) % 4 = 0 then 'institutional' else 'professional' end as claim_type,
      date '2023-01-01' + (draw(i // 3, 2) % 700)::integer as claim_start_date,
      date '2023-01-01' + (draw(i // 3, 2) % 700 + draw(i // 3, 3) % 4)::integer as claim_end_date,
      case when draw(i // 3, 1) % 4 = 0 then ['111', '131', '141', '0211'][draw(i // 3, 4) % 4 + 1] end as bill_type_code,
      case when draw(i // 3, 1) % 4 = 0 then ['450', '0250', '0300', '0120', '0360'][draw(i, 5) % 5 + 1] end as revenue_center_code,
      case when draw(i // 3, 1) % 4 > 0 then ['11', '22', '23', '2', '81'][draw(i // 3, 6) % 5 + 1] end as place_of_service_code,
      ['99213', '80053', '70450', '29881', 'J1756', 'E1390', null][draw(i, 7) % 7 + 1] as hcpcs_code,
      case when draw(i // 3, 4) % 4 = 0 then ['470', '291', '795', '807'][draw(i // 3, 8) % 4 + 1] end as drg_code,
      ['02', '01', '30'][draw(i // 3, 9) % 3 + 1] as discharge_disposition_code,
      'f' || (draw(i // 3, 10) % 20) as facility_npi, 'd' || (draw(i // 3, 11) % 200) as rendering_npi,
      date '2023-01-15' + (draw(i // 3, 2) % 700 + draw(i, 12) % 90)::integer as paid_date,
      ((draw(i, 13) % 100000)::integer / 100)::decimal(18, 2) as paid_amount,
      case when draw(i, 14) % 9 > 0 then ((draw(i, 13) % 120000)::integer / 100)::decimal(18, 2) end as allowed_amount,
      ((draw(i, 15) % 5000)::integer / 100)::decimal(18, 2) as copayment_amount
    from range(130000) as r(i)`,
    pharmacy_claim: `
    select 'r' || i as claim_id, 1 as claim_line_number, 'p' || (draw(i, 20) % 1550) as person_id,
      date '2023-01-01' + (draw(i, 21) % 700)::integer as dispensing_date, 'n' || (draw(i, 22) % 300) as ndc_code,
      date '2023-01-01' + (draw(i, 21) % 720)::integer as paid_date, 30 as days_supply,
      ['G', 'B', null][draw(i, 23) % 3 + 1] as brand_generic, ['Y', 'N'][draw(i, 24) % 2 + 1] as specialty,
      ((draw(i, 25) % 30000)::integer / 100 - 20)::decimal(18, 2) as paid_amount,
      ((draw(i, 25) % 30000)::integer / 100 - 10)::decimal(18, 2) as allowed_amount
    from range(50000) as r(i)`,
  }).map(([table, sql]) => [table, sql.replaceAll(/draw\(([^()]*)\)/g, "(hash($1) >> 1)::bigint")]),
);

const catalogue = readCatalogue();
const parameters = { period: "2024", compare: "prior-year" };

describe("the same loads", () => {
  let one: TinyPlan;
  let four: TinyPlan;

  beforeAll(async () => {
    one = await TinyPlan.build(many, { threads: 1 });
    four = await TinyPlan.build(many, { threads: 4 });
  }, 300_000);

  afterAll(async () => {
    await one.close();
    await four.close();
  });

  it("give the same tables at one thread and at four", async () => {
    const paths = [one, four].map(({ home }) => warehousePath(home, currentDigest(home) ?? ""));
    expect(currentDigest(one.home)).toBe(currentDigest(four.home));
    const engine = await openEngine(":memory:");
    const differing: string[] = [];
    await withConnection(engine, async (connection) => {
      for (const [i, path] of paths.entries()) await connection.run(`attach '${path}' as w${i} (read_only)`);
      const tables = await connection.runAndReadAll(
        "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'w0' order by 1",
      );
      expect(tables.currentRowCount).toBeGreaterThan(12);
      for (const [table] of tables.getRows()) {
        const content = async (database: string) => {
          const sql = `select count(*), sum(hash(t)::hugeint) from ${database}.${table} as t`;
          return String((await connection.runAndReadAll(sql)).getRows()[0]);
        };
        if ((await content("w0")) !== (await content("w1"))) differing.push(String(table));
      }
    });
    engine.closeSync();
    expect(differing).toEqual([]);
  });

  it("give the same reports, byte by byte", async () => {
    for (const { id, spec } of catalogue.reports.values()) {
      const params = spec.parameters.includes("compare") ? parameters : { period: "2024-03" };
      const [a, b] = await Promise.all([one.report(id, params), four.report(id, params)]);
      expect(JSON.stringify(a) === JSON.stringify(b), id).toBe(true);
      expect(a.rows.length, id).toBeGreaterThan(0);
    }
  });

  it("lose no line and no cent on the way from the loads to the marts", async () => {
    const [loaded] = await one.query(`
      select count(*), sum(paid), sum(allowed) from (
        select paid_amount as paid, allowed_amount as allowed from core.medical_claim_version
        union all select paid_amount, allowed_amount from core.pharmacy_claim_version)`);
    const [shown] = await one.query("select sum(lines), sum(paid), sum(allowed) from marts.cost_month");
    expect(shown).toEqual(loaded);
    expect(loaded?.[0]).toBe("180000");
    const [fills] = await one.query("select sum(lines), sum(paid), sum(scripts) from marts.pharmacy_month");
    expect(fills).toEqual(
      (await one.query("select count(*), sum(paid_amount), sum(fills) from core.pharmacy_claim"))[0],
    );
  });

  it("give the sums of the lines in every report that shows dollars", async () => {
    const [sums] = await one.query(`
      select sum(paid), sum(allowed) from (
        select paid_amount as paid, allowed_amount as allowed, incurred_month from core.medical_claim
        union all select paid_amount, allowed_amount, incurred_month from core.pharmacy_claim)
      where incurred_month between date '2024-01-01' and date '2024-12-01'`);
    for (const { id, spec } of catalogue.reports.values()) {
      const names = spec.columns.map((column) => column.name);
      if (!names.includes("paid") || !names.includes("allowed") || id.startsWith("pharmacy")) continue;
      const { columns, rows, totals } = await one.report(id, { period: "2024" });
      const at = (name: string) => columns.findIndex((column) => column.name === name);
      expect([id, totals?.[at("paid")], totals?.[at("allowed")]]).toEqual([id, sums?.[0], sums?.[1]]);
      const cents = rows.reduce((sum, cells) => sum + BigInt(String(cells[at("paid")] ?? "0.00").replace(".", "")), 0n);
      expect([id, String(cents)]).toEqual([id, sums?.[0]?.replace(".", "")]);
    }
  });
});

describe("every query", () => {
  it("binds, with filters and without", async () => {
    const plan = await TinyPlan.build({});
    const everything = Object.fromEntries(
      [
        "plan",
        "benefit",
        "tier",
        "status",
        "unit",
        "employer_group",
        "employer_type",
        "relationship",
        "age_band",
        "sex",
        "region",
        "network",
      ].map((name) => [name, ["medical"]]),
    );
    for (const { id, spec, file } of catalogue.reports.values()) {
      for (const slice of [{}, everything]) {
        for (const basis of ["incurred", "paid"] as const) {
          const own = Object.fromEntries(Object.keys(spec.own).map((name) => [name, null]));
          const period = { from: "2024-01", to: "2024-12", label: "2024", text: "2024" };
          const { sql, bound } = compose(file.sql, { period, basis, slice, own, paidLimit: null });
          const plan_ = await plan.warehouse.query(`explain ${sql}`, bound);
          expect(plan_.rows.length, id).toBeGreaterThan(0);
        }
      }
    }
    await plan.close();
  });

  it("keeps to what gives the same answer every time", () => {
    const queries = ["core", "marts", "reports"].flatMap((folder) => readSqlFolder(productPaths.queries, folder));
    expect(queries.length).toBeGreaterThan(25);
    for (const { path, sql } of queries) {
      expect([
        path,
        /\b(random|any_value|first|last|arbitrary|now|current_date|current_timestamp|avg|mean)\s*\(/i.exec(sql)?.[0],
      ]).toEqual([path, undefined]);
      expect([path, /\b(SELECT|FROM|WHERE|JOIN|GROUP)\b/.exec(sql)?.[0]]).toEqual([path, undefined]);
    }
  });

  it("says what it is for", () => {
    const folders = ["core", "marts"].map((folder) => join(productPaths.queries, folder));
    for (const file of folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))) {
      expect(readFileSync(file, "utf8")).toMatch(/^\/\*\ntable: \w+\.\w+\nneeds: \[.*\]\ngrain: .+\nwhy: .+\n/);
    }
  });
});
