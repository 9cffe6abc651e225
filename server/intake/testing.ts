import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isPlanlensError, type PlanlensError } from "../errors.ts";
import { ledgerLoads } from "../home/ledger.ts";
import { HomePlan } from "../homePlan.ts";
import { medicalCsv, medicalRow } from "../load/testing.ts";
import { warehousePath } from "../warehouse/build.ts";
import { openEngine, withConnection } from "../warehouse/engine.ts";
import type { IntakeRequest, IntakeSurroundings } from "./request.ts";
import { type Taken, takeIn } from "./takeIn.ts";

/** A home whose warehouse is no more than the claim lines that count: built in a moment. */
export class TinyHome {
  readonly folder = mkdtempSync(join(tmpdir(), "planlens-intake-"));
  readonly around: IntakeSurroundings = { now: () => new Date("2026-01-02T03:04:05Z") };
  readonly plan: HomePlan;

  constructor(readonly dir: string = join(this.folder, "home")) {
    const queries = join(this.folder, "queries");
    const reference = join(this.folder, "reference");
    mkdirSync(join(queries, "core"), { recursive: true });
    mkdirSync(reference);
    const front = "/*\ntable: core.medical_claim\nneeds: [loads.medical_claim]\n*/\n";
    const sql = "select claim_id, paid_date, paid_amount, load_number from loads.medical_claim\n";
    writeFileSync(join(queries, "core", "medical_claim.sql"), `${front}${sql}`);
    this.plan = new HomePlan(dir, { queries, reference, threads: 1 });
  }

  write(name: string, content: string): string {
    const path = join(this.folder, name);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  /** A file of claims, each by its number and the month of payment. */
  claims(name: string, claims: [id: string, month: string, paid: string][]): string {
    const rows = claims.map(([id, month, paid]) =>
      medicalRow({ claim_id: id, person_id: `P-${id}`, paid_date: `${month}-15`, paid_amount: paid }),
    );
    return this.write(name, medicalCsv(rows));
  }

  take(paths: string | string[], request: Partial<IntakeRequest> = {}): Promise<Taken> {
    return takeIn(this.plan, { paths: [paths].flat(), force: false, actor: "test", ...request }, this.around);
  }

  /** What counts: claim, dollars and the load that it is from. */
  async counted(): Promise<string[]> {
    const path = warehousePath(this.plan.home, this.plan.digest() ?? "");
    const engine = await openEngine(path, { readOnly: true });
    try {
      const sql = "select claim_id || ' ' || paid_amount || ' of ' || load_number from core.medical_claim order by 1";
      const result = await withConnection(engine, (connection) => connection.runAndReadAll(sql));
      return result.getRows().map(([row]) => String(row));
    } finally {
      engine.closeSync();
    }
  }

  states(): string[] {
    return ledgerLoads(this.plan.home).map(({ number, state }) => `${number} ${state}`);
  }

  async close(): Promise<void> {
    await this.plan.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The error with which work is refused. */
export async function refusal(work: Promise<unknown>): Promise<PlanlensError> {
  try {
    await work;
  } catch (error) {
    if (isPlanlensError(error)) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
