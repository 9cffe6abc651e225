import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isPlanlensError, type PlanlensError } from "../errors.ts";
import { productPaths } from "../root.ts";
import { openEngine, withConnection } from "../warehouse/engine.ts";
import { type PreparedLoad, type PrepareOptions, prepareLoad } from "./load.ts";

/** Input that tests may use where a checkout has it beside it. */
export const shared = resolve(productPaths.root, "..", "shared");

/** A medical file's header and a good row of it, for tests that spoil one field. */
export const medicalHeader =
  "claim_id,claim_line_number,claim_type,person_id,member_id,claim_start_date,claim_end_date,paid_date,paid_amount,allowed_amount,charge_amount,data_source";

export function medicalRow(fields: Partial<Record<string, string>> = {}): string {
  const row: Record<string, string | undefined> = {
    claim_id: "C1",
    claim_line_number: "1",
    claim_type: "professional",
    person_id: "P1",
    member_id: "M1",
    claim_start_date: "2024-01-15",
    claim_end_date: "2024-01-16",
    paid_date: "2024-02-01",
    paid_amount: "80.00",
    allowed_amount: "100.00",
    charge_amount: "150.00",
    data_source: "tpa",
    ...fields,
  };
  return medicalHeader
    .split(",")
    .map((name) => row[name])
    .join(",");
}

export function medicalCsv(rows: string[], end = "\n"): string {
  return [medicalHeader, ...rows, ""].join(end);
}

/** A folder for one test file, with what loading from it needs. */
export class Bench {
  readonly dir = mkdtempSync(join(tmpdir(), "planlens-load-"));
  #staged = 0;

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.dir, name);
    mkdirSync(resolve(path, ".."), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  async load(
    paths: string | string[],
    options: Partial<PrepareOptions> = {},
  ): Promise<PreparedLoad & { stagingDir: string }> {
    const stagingDir = join(this.dir, `staged-${++this.#staged}`);
    mkdirSync(stagingDir);
    const loaded = await prepareLoad({ paths: [paths].flat(), stagingDir, threads: 2, ...options });
    return { ...loaded, stagingDir };
  }

  /** The error with which a load is refused. */
  async refusal(paths: string | string[], options: Partial<PrepareOptions> = {}): Promise<PlanlensError> {
    try {
      await this.load(paths, options);
    } catch (error) {
      if (isPlanlensError(error)) return error;
      throw error;
    }
    throw new Error("the load was not refused");
  }

  /** Rows of a query over staged Parquet, as text. */
  async rows(sql: string): Promise<(string | null)[][]> {
    const engine = await openEngine(":memory:", { threads: 2 });
    try {
      const result = await withConnection(engine, (connection) => connection.runAndReadAll(sql));
      return result.getRowsJson().map((row) => row.map((cell) => (cell === null ? null : String(cell))));
    } finally {
      engine.closeSync();
    }
  }

  /** What loads have left behind beside what they were asked to write. */
  leftovers(): string[] {
    return existsSync(this.dir) ? readdirSync(this.dir).filter((name) => name.endsWith(".tmp")) : [];
  }

  close(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
