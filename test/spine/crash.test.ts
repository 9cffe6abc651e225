import { cpSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ledgerLoads } from "../../server/home/ledger.ts";
import { HomePlan } from "../../server/homePlan.ts";
import { takeIn } from "../../server/intake/takeIn.ts";
import { outcomeOf, planlens, startPlanlens, tempDir } from "./commandLine.ts";

const folder = tempDir();
const base = join(folder, "base");
const lines = 20_000;

function claims(name: string, from: number): string {
  const path = join(folder, name);
  const rows = Array.from({ length: lines }, (_, i) => {
    const day = String((i % 28) + 1).padStart(2, "0");
    return `${from + i},1,professional,P${i % 50},P${i % 50},payer,plan,2025-03-${day},2025-03-${day},11,99213,1.25,2.50,test`;
  });
  const header =
    "claim_id,claim_line_number,claim_type,person_id,member_id,payer,plan,claim_start_date,claim_end_date,place_of_service_code,hcpcs_code,paid_amount,allowed_amount,data_source";
  writeFileSync(path, `${[header, ...rows].join("\n")}\n`);
  return path;
}

const around = { now: () => new Date(0), signal: new AbortController().signal };

/** Builds first where the killed process did not come to it, as every command does. */
async function paidTotal(plan: HomePlan) {
  if (plan.stale()) await plan.build();
  const { columns, totals } = await plan.report(
    "cost-by-category",
    { period: "2025" },
    { profile: "plan-administration" },
  );
  return totals?.[columns.findIndex((column) => column.name === "paid")];
}

describe("a process killed at any moment", () => {
  let first: string;
  let second: string;
  let usual: number;

  beforeAll(async () => {
    first = claims("first.csv", 0);
    second = claims("second.csv", lines);
    expect((await planlens(["load", first, "--home", base])).code).toBe(0);
    const rehearsal = join(folder, "rehearsal");
    cpSync(base, rehearsal, { recursive: true });
    const start = Date.now();
    expect((await planlens(["load", second, "--home", rehearsal])).code).toBe(0);
    usual = Date.now() - start;
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("loses no accepted load and leaves a home that works", { timeout: 600_000 }, async () => {
    const seen = { before: 0, after: 0 };
    for (let turn = 0; turn < 12; turn += 1) {
      const home = join(folder, `home-${turn}`);
      cpSync(base, home, { recursive: true });
      const child = startPlanlens(["load", second, "--home", home]);
      const ended = outcomeOf(child);
      // Evenly spread over the whole run, with a shift that differs from turn to turn.
      await new Promise((done) => setTimeout(done, (usual * (turn + Math.random())) / 12));
      child.kill("SIGKILL");
      await ended;

      const plan = new HomePlan(home);
      const accepted = ledgerLoads(plan.home).map((load) => load.number);
      expect([[1], [1, 2]]).toContainEqual(accepted);
      const whole = accepted.length === 2;
      seen[whole ? "after" : "before"] += 1;
      expect(await paidTotal(plan)).toBe(whole ? "50000.00" : "25000.00");

      const again = takeIn(plan, { paths: [second], force: false, actor: "test" }, around);
      if (whole) await expect(again).rejects.toThrow(/Already loaded: second\.csv \(load 2\)/);
      else await again;
      expect(await paidTotal(plan)).toBe("50000.00");
      await plan.close();
      expect(readdirSync(join(home, "scratch"))).toEqual(["intakes"]);
      rmSync(home, { recursive: true, force: true });
    }
    expect(seen.before).toBeGreaterThan(0);
  });
});
