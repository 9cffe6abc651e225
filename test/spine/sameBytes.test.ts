import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportEnvelope } from "../../server/exports/exports.ts";
import { generatePlan } from "../../server/generate/generatePlan.ts";
import { HomePlan } from "../../server/homePlan.ts";
import { takeIn } from "../../server/intake/takeIn.ts";
import { warehousePath } from "../../server/warehouse/build.ts";
import { openEngine, withConnection } from "../../server/warehouse/engine.ts";
import { planlens, tempDir } from "./commandLine.ts";

const folder = tempDir();
const plans = [1, 4].map((threads) => new HomePlan(join(folder, `home-${threads}`), { threads }));
const around = { now: () => new Date(0), signal: new AbortController().signal };

beforeAll(async () => {
  const extracts = join(folder, "extracts");
  await generatePlan({ employees: 1500, years: 2, seed: 7, outDir: extracts });
  for (const plan of plans) await takeIn(plan, { paths: [extracts], force: false, actor: "test" }, around);
}, 240_000);

afterAll(async () => {
  for (const plan of plans) await plan.close();
  rmSync(folder, { recursive: true, force: true });
});

async function reportBytes(plan: HomePlan, id: string, params: Record<string, string> = {}): Promise<string> {
  const envelope = await plan.report(id, params, { profile: "plan-administration" });
  const { bytes } = await exportEnvelope(envelope, "json");
  return new Response(bytes as BodyInit).text();
}

describe("the same loads, built on one thread and on four", () => {
  it("have the same digest and equal tables", { timeout: 120_000 }, async () => {
    const [one, four] = plans.map((plan) => warehousePath(plan.home, plan.digest() ?? ""));
    expect(plans[0]?.digest()).toBe(plans[1]?.digest());
    const engine = await openEngine(":memory:");
    try {
      await withConnection(engine, async (connection) => {
        const values = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
        await connection.run(`attach '${one}' as a (read_only)`);
        await connection.run(`attach '${four}' as b (read_only)`);
        const tables = await values(
          "select schema_name, table_name from duckdb_tables() where database_name = 'a' order by all",
        );
        expect(tables.length).toBeGreaterThan(8);
        for (const [schema, table] of tables) {
          const name = `${schema}.${table}`;
          const more = await values(`select count(*)::integer from (from a.${name} except all from b.${name})`);
          const less = await values(`select count(*)::integer from (from b.${name} except all from a.${name})`);
          expect([name, more, less]).toEqual([name, [[0]], [[0]]]);
        }
      });
    } finally {
      engine.closeSync();
    }
  });

  it("give every report in the same bytes, asked with one thread and with four", { timeout: 120_000 }, async () => {
    const [one, four] = plans as [HomePlan, HomePlan];
    const ids = one.catalogue("plan-administration").flatMap((family) => family.reports.map((report) => report.id));
    expect(ids.length).toBeGreaterThan(6);
    for (const id of ids) {
      const params: Record<string, string> = id === "claim-lines" ? { period: "2024-03" } : {};
      const [a, b] = [await reportBytes(one, id, params), await reportBytes(four, id, params)];
      const differs = [...a].findIndex((character, i) => character !== b[i]);
      expect([id, a.length, a.slice(differs, differs + 80)]).toEqual([id, b.length, b.slice(differs, differs + 80)]);
    }
  });

  it("find what was planted: the million-dollar member and the drugs that grow, to the cent", async () => {
    const [plan] = plans as [HomePlan];
    const key = JSON.parse(readFileSync(join(folder, "extracts", "answer-key.json"), "utf8"));
    const rows = async (id: string, params: Record<string, string>) => {
      const envelope = await plan.report(id, params, { profile: "plan-administration" });
      return envelope.rows.map((cells) => Object.fromEntries(envelope.columns.map(({ name }, i) => [name, cells[i]])));
    };
    expect(key.million_dollar_member.length).toBeGreaterThan(0);
    for (const { person_id, plan_year, paid, above_attachment } of key.million_dollar_member) {
      const list = await rows("large-claimant-list", { period: plan_year });
      expect(list.find((row) => row.person_id === person_id)).toMatchObject({ paid });
      const terms = await rows("stop-loss", { period: plan_year, attachment: "500000" });
      const excess = list.reduce(
        (cents, row) => cents + Math.max(0, Math.round(Number(row.paid) * 100) - 500_000_00),
        0,
      );
      expect(excess).toBeGreaterThanOrEqual(Math.round(Number(above_attachment) * 100));
      expect(terms.find(({ item }) => item === "Expected specific recovery")).toMatchObject({
        value: (excess / 100).toFixed(2),
      });
      const over = await rows("large-claimants", { period: plan_year, by: "allowed" });
      const planted = key.million_dollar_member.filter((row: Record<string, string>) => row.plan_year === plan_year);
      expect(over.find(({ threshold }) => threshold === "$1,000,000")).toMatchObject({
        claimants_over: planted.length,
      });
    }
    const lists = {
      "weight-loss class": "Weight-loss drugs",
      "weight-loss class for diabetes": "GLP-1 drugs for diabetes",
    };
    for (const [therapy, watchList] of Object.entries(lists)) {
      const planted = key.weight_loss.filter((row: Record<string, string>) => row.therapy === therapy);
      for (const year of new Set<string>(planted.map((row: Record<string, string>) => row.year))) {
        const of = planted.filter((row: Record<string, string>) => row.year === year);
        const sum = (name: string) =>
          of.reduce((cents: number, row: Record<string, string>) => cents + Math.round(Number(row[name]) * 100), 0);
        const drugs = await rows("watch-list", { period: year, list: watchList });
        expect(drugs).toMatchObject([{ scripts: sum("fills") / 100, paid: (sum("paid") / 100).toFixed(2) }]);
      }
    }
  });

  it("and in the same bytes in another process", async () => {
    const home = plans[0]?.dir ?? "";
    const { out, err, code } = await planlens(["report", "cost-by-category", "--format", "json", "--home", home]);
    expect(code, err).toBe(0);
    expect(out).toBe(await reportBytes(plans[1] as HomePlan, "cost-by-category"));
  });
});
