import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isPlanlensError } from "../../server/errors.ts";
import { clearScratch } from "../../server/home/home.ts";
import { ledgerLoads } from "../../server/home/ledger.ts";
import { withLock } from "../../server/home/lock.ts";
import { appendRecord, readRecord } from "../../server/home/records.ts";
import { HomePlan } from "../../server/homePlan.ts";
import { compareWithEarlier } from "../../server/intake/compareWithEarlier.ts";
import { heldLoads } from "../../server/intake/heldLoads.ts";
import { placeInStead } from "../../server/intake/placeInStead.ts";
import { placeLoad } from "../../server/intake/placeLoad.ts";
import { settle } from "../../server/intake/settle.ts";
import { reinstateLoad, undoLoad } from "../../server/intake/undoLoad.ts";
import { prepareLoad } from "../../server/load/load.ts";
import type { LoadMode, Manifest } from "../../server/load/manifest.ts";
import type { Mapping } from "../../server/load/mapping/mapping.ts";
import { warehousePath } from "../../server/warehouse/build.ts";
import { openEngine, withConnection } from "../../server/warehouse/engine.ts";
import { tempDir } from "./commandLine.ts";

/**
 * Random sequences of load, undo, bring back, read anew, rebuild, decide and kill, against a model of a few lines.
 * A kill is what the disk held at a random moment of the work: it is copied then and put in the home's place later.
 */

const folder = tempDir();
const queries = join(folder, "queries");
const reference = join(folder, "reference");
const now = () => new Date("2026-01-01T00:00:00Z");

/** Claims of a file: number and month of payment. Files overlap, within a vendor. */
const contents: { vendor: "A" | "B"; claims: [number, number][] }[] = [
  {
    vendor: "A",
    claims: [
      [1, 1],
      [2, 1],
      [3, 2],
    ],
  },
  {
    vendor: "A",
    claims: [
      [2, 1],
      [3, 2],
      [4, 2],
    ],
  },
  {
    vendor: "A",
    claims: [
      [1, 1],
      [4, 2],
      [5, 3],
    ],
  },
  {
    vendor: "B",
    claims: [
      [1, 1],
      [6, 2],
    ],
  },
  {
    vendor: "B",
    claims: [
      [6, 2],
      [7, 2],
    ],
  },
];
const modes: LoadMode[] = [
  { kind: "append" },
  { kind: "replace-period", from: "2025-02-01", to: "2025-02-28", by: "paid_date" },
  { kind: "replace-all" },
];
/** Two ways of reading the same file: amounts as they stand, or in cents. */
const readings = ["decimal", "implied"] as const;

interface Extract {
  file: number;
  mode: number;
  reading: number;
}

const staged = new Map<string, { folder: string; manifest: Manifest }>();
const keyOf = ({ file, mode, reading }: Extract) => `${file}-${mode}-${reading}`;

/** Reading is the same whatever is loaded, so each extract is read once. */
async function stage(extract: Extract): Promise<{ folder: string; manifest: Manifest }> {
  const known = staged.get(keyOf(extract));
  if (known) return known;
  const { vendor, claims } = contents[extract.file] as (typeof contents)[number];
  const path = join(folder, `file-${extract.file}.csv`);
  const rows = claims.map(([id, month]) => `C${id},P${id},2025-0${month}-15,${id}00`);
  writeFileSync(path, `${["Claim No,Who,Paid On,Paid Amt", ...rows].join("\n")}\n`);
  const amount = readings[extract.reading] as (typeof readings)[number];
  const mapping: Mapping = {
    name: "test",
    vendor,
    files: [
      {
        when: { columns: ["claim_no", "paid_amt"] },
        tables: [
          {
            table: "medical_claim",
            columns: {
              claim_id: "claim_no",
              claim_line_number: { constant: "1" },
              person_id: "who",
              claim_start_date: "paid_on",
              paid_date: "paid_on",
              paid_amount: { from: "paid_amt", amount },
              data_source: { constant: vendor },
            },
          },
        ],
      },
    ],
  };
  const stagingDir = join(folder, `staged-${keyOf(extract)}`);
  mkdirSync(stagingDir);
  const mode = modes[extract.mode];
  const { manifest } = await prepareLoad({ paths: [path], stagingDir, mapping, mode, vendor, threads: 1 });
  staged.set(keyOf(extract), { folder: stagingDir, manifest });
  return { folder: stagingDir, manifest };
}

/** What must be active, as plainly as it can be said. */
interface ModelLoad {
  number: number;
  extract: Extract;
  former: string[];
  active: boolean;
}

function expectedRows(loads: ModelLoad[]): string[] {
  const active = loads.filter((load) => load.active);
  const rows = active.flatMap(({ number, extract }) => {
    const { vendor, claims } = contents[extract.file] as (typeof contents)[number];
    const later = active.filter(
      (load) => load.number > number && contents[load.extract.file]?.vendor === vendor && load.extract.mode > 0,
    );
    const replaced = (month: number) => later.some((load) => load.extract.mode === 2 || month === 2);
    return claims
      .filter(([, month]) => !replaced(month))
      .map(([id, month]) => `${vendor} C${id} ${month} ${extract.reading === 0 ? `${id}00.00` : `${id}.00`}`);
  });
  return [...new Set(rows)].sort();
}

interface Step {
  kind: "load" | "undo" | "reinstate" | "replay" | "rebuild" | "decide";
  extract: Extract;
  pick: number;
  /** The moment at which the process dies, as a share of the work. */
  kill: number | null;
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom("load", "load", "load", "undo", "reinstate", "replay", "rebuild", "decide"),
  extract: fc.record({ file: fc.nat(contents.length - 1), mode: fc.nat(2), reading: fc.nat(1) }),
  pick: fc.nat(99),
  kill: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 3 }),
});

/** One home with its model. */
class Home {
  plan: HomePlan;
  model: ModelLoad[] = [];
  decisions = 0;
  readonly digests = new Map<string, string>();

  constructor(readonly dir: string) {
    this.plan = this.open();
  }

  open(): HomePlan {
    return new HomePlan(this.dir, { queries, reference, threads: 1 });
  }

  /** What the model says after the step; null where it must be refused. */
  next({ kind, extract, pick }: Step): ModelLoad[] | null {
    const copy = this.model.map((load) => ({ ...load, former: [...load.former] }));
    const wanted = copy.filter((load) => kind === "replay" || load.active === (kind === "undo"));
    const chosen = wanted[pick % Math.max(1, wanted.length)];
    if (kind === "undo" || kind === "reinstate") {
      if (!chosen) return null;
      chosen.active = kind === "reinstate";
      return copy;
    }
    if (kind === "replay") return chosen ? replayed(copy, chosen) : null;
    if (kind !== "load") return copy;
    const key = keyOf(extract);
    if (copy.some((load) => load.active && load.extract.file === extract.file)) return null;
    const same = copy.find((load) => keyOf(load.extract) === key);
    const former = copy.find((load) => load.former.includes(key));
    if (same) same.active = true;
    else if (former) read(former, extract);
    else copy.push({ number: copy.length + 1, extract, former: [], active: true });
    return copy;
  }

  /** Does it for real. `at` is told every moment at which the process might die. */
  async perform(step: Step, at: () => void): Promise<void> {
    const { plan } = this;
    const around = { now, onProgress: at };
    const wanted = this.model.filter((load) => step.kind === "replay" || load.active === (step.kind === "undo"));
    const chosen = wanted[step.pick % Math.max(1, wanted.length)];
    at();
    if (step.kind === "undo") await undoLoad(plan, chosen?.number ?? 99, { actor: "test" }, around);
    if (step.kind === "reinstate") await reinstateLoad(plan, chosen?.number ?? 99, { actor: "test" }, around);
    if (step.kind === "load") await this.take(step.extract, undefined, at);
    if (step.kind === "replay" && chosen) {
      await this.take({ ...chosen.extract, reading: 1 - chosen.extract.reading }, chosen.number, at);
    }
    if (step.kind === "rebuild") {
      const digest = plan.digest();
      await plan.close();
      if (digest) rmSync(warehousePath(plan.home, digest), { force: true });
      this.plan = this.open();
      await this.plan.build({ onProgress: at });
    }
    if (step.kind === "decide") {
      await appendRecord(plan.home, { kind: "annotation", id: "a", actor: "test", at: "", body: this.decisions });
    }
    at();
  }

  /** The flow of a load from what has been staged on. */
  async take(extract: Extract, replaces: number | undefined, at: () => void): Promise<void> {
    const { home } = this.plan;
    await withLock(home, "load", async () => {
      clearScratch(home);
      const { folder: source, manifest } = await stage(extract);
      const aside = join(home.paths.scratch, "load-x");
      cpSync(source, aside, { recursive: true });
      const held = heldLoads(home, (number) => replaces === undefined || number < replaces);
      const engine = await openEngine(":memory:", { threads: 1 });
      await withConnection(engine, (connection) =>
        compareWithEarlier(connection, { folder: aside, manifest }, { home: null, held }),
      );
      engine.closeSync();
      at();
      const around = { now, onProgress: at };
      const load = ledgerLoads(home).find(({ number }) => number === replaces);
      const place = load
        ? await placeInStead(home, aside, manifest, { load, actor: "test", around })
        : await placeLoad(home, aside, manifest, { actor: "test", at: "" });
      await settle(this.plan, { ...place, actor: "test" }, around);
    });
  }

  async check(): Promise<void> {
    const { plan } = this;
    const states = ledgerLoads(plan.home).map(({ number, state }) => [number, state === "active"]);
    expect(states).toEqual(this.model.map(({ number, active }) => [number, active]));
    if (plan.stale()) await plan.build();
    const digest = plan.digest() ?? "";
    expect(await this.rows(digest)).toEqual(expectedRows(this.model));
    const active = this.model.filter((load) => load.active).map(({ extract }) => keyOf(extract));
    const known = this.digests.get(active.join());
    expect(digest).toBe(known ?? digest);
    this.digests.set(active.join(), digest);
    expect(readRecord(plan.home, "annotation", "a")?.version ?? 0).toBe(this.decisions);
    expect(readdirSync(plan.home.paths.loads).length - 1).toBe(
      new Set(this.model.flatMap(({ extract, former }) => [keyOf(extract), ...former])).size,
    );
  }

  async rows(digest: string): Promise<string[]> {
    const engine = await openEngine(warehousePath(this.plan.home, digest), { readOnly: true, threads: 1 });
    try {
      return await withConnection(engine, async (connection) => {
        const result = await connection.runAndReadAll(
          "select data_source || ' ' || claim_id || ' ' || month(paid_date) || ' ' || paid_amount from core.medical_claim",
        );
        return result
          .getRows()
          .map(([row]) => String(row))
          .sort();
      });
    } finally {
      engine.closeSync();
    }
  }
}

/** Read anew under the same number, unless another load is the same. */
function replayed(loads: ModelLoad[], chosen: ModelLoad): ModelLoad[] | null {
  const extract = { ...chosen.extract, reading: 1 - chosen.extract.reading };
  const key = keyOf(extract);
  const others = loads.filter((load) => load !== chosen);
  if (others.some((load) => [keyOf(load.extract), ...load.former].includes(key))) return null;
  read(chosen, extract);
  return loads;
}

function read(load: ModelLoad, extract: Extract): void {
  load.former = [...load.former, keyOf(load.extract)].filter((key) => key !== keyOf(extract));
  load.extract = extract;
  load.active = true;
}

beforeAll(() => {
  mkdirSync(join(queries, "core"), { recursive: true });
  mkdirSync(reference);
  writeFileSync(
    join(queries, "core", "medical_claim.sql"),
    `/*
table: core.medical_claim
needs: [loads.medical_claim]
*/
select data_source, claim_id, paid_date, paid_amount
from loads.medical_claim
`,
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;

async function runSequence(steps: Step[]): Promise<void> {
  const home = new Home(join(folder, `home-${++made}`));
  const snapshot = `${home.dir}-snapshot`;
  try {
    for (const step of steps) {
      const after = step.kind === "load" && refusedBeforehand(home.model, step.extract) ? null : home.next(step);
      if (after === null && (step.kind === "load" || (step.kind === "replay" && home.model.length === 0))) continue;
      let moments = 0;
      const dies = step.kill === null ? -1 : Math.floor(step.kill * 14);
      const at = () => {
        if (moments++ === dies) cpSync(home.dir, snapshot, { recursive: true });
      };
      let refused = false;
      try {
        await home.perform(step, at);
      } catch (error) {
        if (!isPlanlensError(error)) throw error;
        refused = true;
      }
      if (!existsSync(snapshot)) {
        expect([step.kind, refused]).toEqual([step.kind, after === null]);
        if (step.kind === "decide") home.decisions += 1;
        home.model = after ?? home.model;
      } else {
        await home.plan.close();
        rmSync(home.dir, { recursive: true });
        renameSync(snapshot, home.dir);
        home.plan = home.open();
        const states = JSON.stringify(ledgerLoads(home.plan.home).map(({ state, loadId }) => [state, loadId]));
        const idOf = (extract: Extract) => staged.get(keyOf(extract))?.manifest.load_id ?? "not read yet";
        const of = (model: ModelLoad[]) =>
          JSON.stringify(model.map(({ active, extract }) => [active ? "active" : "withdrawn", idOf(extract)]));
        if (after && states === of(after)) home.model = after;
        else expect(states).toBe(of(home.model));
        home.decisions = readRecord(home.plan.home, "annotation", "a")?.version ?? 0;
      }
      await home.check();
    }
  } finally {
    await home.plan.close();
    rmSync(home.dir, { recursive: true, force: true });
    rmSync(snapshot, { recursive: true, force: true });
  }
}

/** The same bytes are refused before anything is placed; that is another test's matter. */
function refusedBeforehand(model: ModelLoad[], extract: Extract): boolean {
  return model.some((load) => load.active && load.extract.file === extract.file);
}

it("no sequence of load, undo, replace, read anew, kill and rebuild loses or doubles a row or a record", {
  timeout: 300_000,
}, async () => {
  await fc.assert(fc.asyncProperty(fc.array(anyStep, { minLength: 2, maxLength: 6 }), runSequence), { numRuns: 100 });
});
