import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { HeldLoad } from "../../server/load/checks/checkTables.ts";
import { type LayoutTable, tuvaTables } from "../../server/load/layout.ts";
import type { LoadMode, Manifest, ManifestFile } from "../../server/load/manifest.ts";
import { openEngine } from "../../server/warehouse/engine.ts";

/** A row of a table: only the columns that matter. `rejected` is why the row was not loaded, `kept` what is kept of it. */
export type Row = Record<string, string | number | null> & { rejected?: string; kept?: string; file?: number };

/** Rows by table; the columns that any row names are given by the files, the others are not. */
export type Tables = Record<string, Row[]>;

export interface TinyLoad {
  staged: Record<string, string>;
  files: ManifestFile[];
}

/** Writes hand-made rows as staged Parquet, so that a check can be put to them without a file to read. */
export class TinyLoads {
  readonly #dir = mkdtempSync(join(tmpdir(), "planlens-checks-"));
  #written = 0;

  private constructor(
    readonly engine: DuckDBInstance,
    readonly connection: DuckDBConnection,
  ) {}

  static async open(): Promise<TinyLoads> {
    const engine = await openEngine(":memory:", { threads: 1 });
    return new TinyLoads(engine, await engine.connect());
  }

  close(): void {
    this.connection.closeSync();
    this.engine.closeSync();
    rmSync(this.#dir, { recursive: true, force: true });
  }

  /** @param sent by whom and in which mode; the load then has a manifest beside it. */
  async stage(tables: Tables, sent?: { vendor: string | null; mode?: LoadMode }): Promise<TinyLoad> {
    const folder = join(this.#dir, String(++this.#written));
    mkdirSync(folder);
    const load: TinyLoad = { staged: {}, files: [] };
    for (const [name, rows] of Object.entries(tables)) {
      const table = tuvaTables().find((each) => each.name === name);
      if (!table) throw new Error(`no table ${name}`);
      const first = load.files.length;
      const numbers = [...new Set(rows.map((row) => row.file ?? 0))].sort();
      for (const number of numbers) {
        const own = rows.filter((row) => (row.file ?? 0) === number);
        load.files.push({ ...fileOf(table, own, `${name}-${number}.csv`), vendor: sent?.vendor ?? null });
      }
      load.staged[name] = await this.#write(
        join(folder, `${name}.parquet`),
        table,
        rows.map((row) => ({ ...row, file: first + numbers.indexOf(row.file ?? 0) })),
      );
    }
    if (sent) writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifestOf(load.files, sent)));
    return load;
  }

  async hold(tables: Tables, number = 1, vendor?: string | null): Promise<HeldLoad> {
    const sent = vendor === undefined ? undefined : { vendor };
    return { loadId: `held${number}`, number, tables: (await this.stage(tables, sent)).staged };
  }

  async #write(path: string, table: LayoutTable, rows: Row[]): Promise<string> {
    const given = table.columns.filter(({ name }) => rows.some((row) => name in row));
    const values = rows.map((row, at) => {
      const cells = given.map(({ name, type }) => `${cell(row[name])}::${type}`);
      return `(${[...cells, `${row.file}::smallint`, `${at + 1}::bigint`, `${cell(row.rejected)}::varchar`, `${cell(row.kept)}::varchar`].join(", ")})`;
    });
    const names = [...given.map(({ name }) => name), "source_file", "source_row", "reject_reason", "reject_row"];
    await this.connection.run(
      `copy (from (values ${values.join(", ")}) as rows(${names.join(", ")})) to '${path}' (format parquet)`,
    );
    return path;
  }
}

function cell(value: string | number | null | undefined): string {
  return value === null || value === undefined ? "null" : `'${String(value).replaceAll("'", "''")}'`;
}

function manifestOf(files: ManifestFile[], sent: { vendor: string | null; mode?: LoadMode }): Manifest {
  const counts = { rows: 0, loaded: 0, rejected: 0, totals: {}, rejectedTotals: {}, firstDate: null, lastDate: null };
  const file = { ...counts, setAside: 0, roundedValues: 0, size: 0, sha256: "", unreadColumns: [] };
  return {
    load_id: "tiny",
    layout: "tuva",
    layoutVersion: 1,
    vendor: sent.vendor,
    mode: sent.mode ?? { kind: "append" },
    tables: {},
    files: files.map((each) => ({ ...file, ...each })),
    unread: [],
  } as unknown as Manifest;
}

function fileOf(table: LayoutTable, rows: Row[], name: string): ManifestFile {
  const given = new Set(rows.flatMap((row) => Object.keys(row)));
  const absentColumns = table.columns.map((column) => column.name).filter((column) => !given.has(column));
  return { name, format: "csv", table: table.name, absentColumns } as ManifestFile;
}
