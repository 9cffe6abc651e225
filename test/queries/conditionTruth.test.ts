import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generatePlan } from "../../server/generate/generatePlan.ts";
import { productPaths } from "../../server/root.ts";
import { openEngine, withConnection } from "../../server/warehouse/engine.ts";
import { LoadedPlan } from "./loadedPlan.ts";

/** By age band of the settings and sex, per mille; `female` is the factor of women, of men 2 less it. */
type Setting = { condition: string; female: number; perMille: number[] };

describe("conditions of a plan that was made up", () => {
  const extracts = mkdtempSync(join(tmpdir(), "planlens-truth-"));
  let loaded: LoadedPlan;

  beforeAll(async () => {
    await generatePlan({ employees: 700, years: 2, seed: 5, firstYear: 2024, outDir: extracts });
    loaded = new LoadedPlan();
    await loaded.load([extracts]);
  }, 300_000);

  afterAll(async () => {
    await loaded?.close();
    rmSync(extracts, { recursive: true, force: true });
  });

  /** How many of today's members the settings would have made ill, by their age and sex. */
  async function expected(): Promise<Record<string, number>> {
    const members = await loaded.query(
      `select least(7, greatest(0, case when age < 1 then 0 when age < 5 then 1 when age < 18 then 2 when age < 35 then 3
          when age < 45 then 4 when age < 55 then 5 when age < 65 then 6 else 7 end)), sex, count(*)
       from (
         select m.person_key, max(cast(m.sex as varchar)) as sex, date_sub('year', max(b.birth_date), date '2025-07-01') as age
         from marts.member_month as m join marts.person_birth as b using (person_key)
         where m.month = date '2025-12-01' and m.benefit = 'medical' group by all
       ) group by all`,
    );
    const sums: Record<string, number> = {};
    for (const { condition, female, perMille } of await settings()) {
      sums[condition] = members.reduce((sum, [band, sex, count]) => {
        return sum + (Number(count) * (perMille[Number(band)] ?? 0) * (sex === "Female" ? female : 2 - female)) / 1000;
      }, 0);
    }
    return sums;
  }

  /** Of today's members, how many were ever found to have one of these, within the two years. */
  async function found(...conditions: string[]): Promise<number> {
    const names = conditions.map((each) => `'${each}'`).join(", ");
    const [row] = await loaded.query(
      `select count(distinct person_key) from marts.member_condition
       semi join (select person_key from marts.member_month where month = date '2025-12-01' and benefit = 'medical') using (person_key)
       where condition in (${names})`,
    );
    return Number(row?.[0]);
  }

  it("are found in about as many members as were given them, never in more than chance allows", async () => {
    const truth = await expected();
    const pairs: [string, string[]][] = [
      ["diabetes", ["diabetes"]],
      ["hypertension", ["hypertension"]],
      ["hyperlipidemia", ["high-cholesterol"]],
      ["mood and anxiety", ["depression", "anxiety"]],
      ["obesity", ["obesity"]],
      ["asthma", ["asthma"]],
      ["coronary disease", ["coronary-disease"]],
      ["osteoarthritis", ["osteoarthritis"]],
      ["kidney disease", ["chronic-kidney-disease"]],
    ];
    const shares: Record<string, number> = {};
    for (const [given, ours] of pairs) {
      const share = (await found(...ours)) / (truth[given] ?? 1);
      // Some are hardly treated, so that two visits do not fall together; the few of small groups scatter.
      const scatter = 3 / Math.sqrt(truth[given] ?? 1);
      if (share < 0.7 - scatter || share > 1.05 + scatter) shares[given] = share;
    }
    expect(shares).toEqual({});
    const all = pairs.map(([given]) => truth[given] ?? 0).reduce((sum, each) => sum + each, 0);
    const counts = await Promise.all(pairs.map(([, ours]) => found(...ours)));
    const share = counts.reduce((sum, each) => sum + each, 0) / all;
    expect(share).toBeGreaterThan(0.75);
    expect(share).toBeLessThan(1.05);
  });

  it("cost the more the more there are, as the plan was made to", async () => {
    const { rows, columns } = await loaded.plan.report(
      "cost-by-condition-count",
      { period: "2025" },
      { profile: "plan-administration" },
    );
    const at = (name: string) => columns.findIndex((column) => column.name === name);
    const ratio = rows.slice(0, 4).map((cells) => Number(cells[at("ratio_to_none")]));
    expect(ratio[0]).toBe(1);
    expect(ratio[1]).toBeGreaterThan(2);
    expect(ratio[2]).toBeGreaterThan(ratio[1] ?? 0);
    expect(ratio[3]).toBeGreaterThan(ratio[2] ?? 0);
    const without = Number(rows[0]?.[at("share_of_members")]);
    expect(Math.abs(without - 0.57)).toBeLessThan(0.06);
  });
});

async function settings(): Promise<Setting[]> {
  const engine = await openEngine(":memory:");
  try {
    return await withConnection(engine, async (connection) => {
      const path = join(productPaths.queries, "generate", "settings", "conditions.csv");
      const rows = await connection.runAndReadAll(
        `select condition, female, b0, b1, b2, b3, b4, b5, b6, b7 from read_csv('${path}', all_varchar = true, header = true)`,
      );
      return rows.getRowsJson().map(([condition, female, ...bands]) => ({
        condition: String(condition),
        female: Number(female),
        perMille: bands.map(Number),
      }));
    });
  } finally {
    engine.closeSync();
  }
}
