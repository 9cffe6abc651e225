import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { type Home, openHome } from "../../server/home/home.ts";
import { acceptLoad } from "../../server/home/ledger.ts";
import { appendRecord } from "../../server/home/records.ts";
import type { Settings } from "../../server/home/settings.ts";
import { HomePlan } from "../../server/homePlan.ts";
import { type LayoutTable, tuvaTables } from "../../server/load/layout.ts";
import { addReference } from "../../server/reference/addReference.ts";
import type { Cell, Envelope, Profile } from "../../server/reports/envelope.ts";
import { warehousePath } from "../../server/warehouse/build.ts";
import { Warehouse } from "../../server/warehouse/warehouse.ts";

/** A row of an extract: only the columns that matter to the test. */
export type Row = Record<string, string | number | null>;

/** Rows to write out, or a query that gives them. */
export interface Extracts {
  medical_claim?: Row[] | string;
  pharmacy_claim?: Row[] | string;
  eligibility?: Row[] | string;
  plan_design?: Row[];
  premium_rate?: Row[];
  fund_transaction?: Row[];
  program_participation?: Row[];
  program_cost?: Row[];
  pharmacy_rebate?: Row[];
  id_crosswalk?: Row[];
}

/** A plan small enough to count by hand, built by the product from loads of its own. */
export class TinyPlan {
  readonly home: Home;
  readonly #plan: HomePlan;
  readonly #warehouse: Warehouse;

  private constructor(home: Home, plan: HomePlan, warehouse: Warehouse) {
    this.home = home;
    this.#plan = plan;
    this.#warehouse = warehouse;
  }

  /** Each of `loads` becomes a load, in this order. */
  static async build(
    loads: Extracts | Extracts[],
    options: {
      settings?: Partial<Settings>;
      threads?: number;
      crosswalk?: object[];
      codeSets?: Record<string, string>;
    } = {},
  ): Promise<TinyPlan> {
    const dir = mkdtempSync(join(tmpdir(), "planlens-queries-"));
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, "settings.json"), JSON.stringify(options.settings ?? {}));
    const home = openHome(dir);
    for (const [index, extracts] of [loads].flat().entries()) await accept(home, extracts, `tiny${index + 1}`);
    for (const [index, body] of (options.crosswalk ?? []).entries()) {
      await appendRecord(home, {
        kind: "crosswalk",
        id: `pair-${index}`,
        actor: "test",
        at: "2026-01-01T00:00:00Z",
        body,
      });
    }
    for (const [name, text] of Object.entries(options.codeSets ?? {})) {
      const path = join(home.paths.scratch, name);
      writeFileSync(path, text);
      await addReference(home, { files: [{ path }], actor: "test", at: "2026-01-01T00:00:00Z" });
    }
    const plan = new HomePlan(dir, { threads: options.threads });
    const { digest } = await plan.build();
    return new TinyPlan(home, plan, await Warehouse.open(warehousePath(home, digest), digest));
  }

  /** Rows of one query, every value as text. */
  async query(sql: string): Promise<(string | null)[][]> {
    const { rows } = await this.#warehouse.query(sql);
    return rows.map((row) => row.map((value) => (value === null ? null : String(value))));
  }

  report(id: string, params: Record<string, string> = {}, profile: Profile = "plan-administration"): Promise<Envelope> {
    return this.#plan.report(id, params, { profile });
  }

  get warehouse(): Warehouse {
    return this.#warehouse;
  }

  async close(): Promise<void> {
    this.#warehouse.close();
    await this.#plan.close();
    rmSync(this.home.dir, { recursive: true, force: true });
  }
}

async function accept(home: Home, extracts: Extracts, loadId: string): Promise<void> {
  const staged = join(home.paths.scratch, loadId);
  mkdirSync(staged, { recursive: true });
  const engine = await DuckDBInstance.create(":memory:");
  const connection = await engine.connect();
  try {
    for (const [index, table] of tuvaTables().entries()) {
      const rows = extracts[table.name as keyof Extracts];
      if (!rows) continue;
      await connection.run(`create table ${table.name} (${shape(table)}, source_file smallint, source_row bigint,
        reject_reason varchar, reject_row varchar)`);
      if (typeof rows === "string") {
        await connection.run(`insert into ${table.name} by name select *, ${index} as source_file,
          row_number() over () as source_row from (${rows})`);
      }
      for (const [number, row] of typeof rows === "string" ? [] : rows.entries()) {
        const full: Row = { ...row, source_file: index, source_row: number + 1 };
        const values = Object.values(full).map((value) => (value === null ? "null" : `'${value}'`));
        await connection.run(
          `insert into ${table.name} (${Object.keys(full).join(", ")}) values (${values.join(", ")})`,
        );
      }
      await connection.run(`copy ${table.name} to '${join(staged, `${table.name}.parquet`)}' (format parquet)`);
    }
  } finally {
    connection.disconnectSync();
    engine.closeSync();
  }
  writeFileSync(join(staged, "manifest.json"), '{"tables":{}}');
  await acceptLoad(home, staged, { loadId, actor: "test", at: "2026-01-01T00:00:00Z" });
}

function shape(table: LayoutTable): string {
  return table.columns.map((column) => `${column.name} ${column.type}`).join(", ");
}

/** The cells of a row, found by the text of any of its cells, as an object by column name. */
export function rowOf(envelope: Envelope, name: string): Record<string, Cell> {
  const found = envelope.rows.find((cells) => cells.includes(name));
  if (!found) throw new Error(`${envelope.meta.report} has no row ${name}`);
  return byName(envelope, found);
}

export function totalsOf(envelope: Envelope): Record<string, Cell> {
  if (!envelope.totals) throw new Error(`${envelope.meta.report} has no totals`);
  return byName(envelope, envelope.totals);
}

export function rowsOf(envelope: Envelope): Record<string, Cell>[] {
  return envelope.rows.map((cells) => byName(envelope, cells));
}

function byName(envelope: Envelope, cells: Cell[]): Record<string, Cell> {
  return Object.fromEntries(envelope.columns.map((column, i) => [column.name, cells[i] ?? null]));
}
