import { rmSync } from "node:fs";
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

  it("and in the same bytes in another process", async () => {
    const home = plans[0]?.dir ?? "";
    const { out, err, code } = await planlens(["report", "cost-by-category", "--format", "json", "--home", home]);
    expect(code, err).toBe(0);
    expect(out).toBe(await reportBytes(plans[1] as HomePlan, "cost-by-category"));
  });
});
