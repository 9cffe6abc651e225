import { fileURLToPath } from "node:url";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { isPlanlensError, PlanlensError } from "../errors.ts";
import { runCostShare } from "./costShareStep.ts";
import { fileColumns, type GenerateStep, listGenerateSettings } from "./generateSteps.ts";

/** What the SQL of the generator knows of a run, each as a variable of the same name in snake case. */
export interface GeneratorRun {
  employees: number;
  years: number;
  seed: number;
  firstYear: number;
  /** False where no event is planted: see `unplanted`. */
  planted?: false;
}

/** The rows of one file within a portion, with the sums of its amounts in cents. */
export interface FilePart {
  name: string;
  rows: number;
  sums: bigint[];
}

/**
 * An in-memory engine with the settings loaded, on one thread: several of them run beside each other, each on portions
 * of its own. `close` it in a `finally`.
 */
export class GeneratorEngine {
  private readonly headers = new Map<string, string>();

  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly signal: AbortSignal | undefined,
  ) {
    signal?.addEventListener("abort", this.interrupt, { once: true });
  }

  static async open(
    run: GeneratorRun,
    options: { spillFolder: string; signal?: AbortSignal },
  ): Promise<GeneratorEngine> {
    const instance = await DuckDBInstance.create(":memory:", {
      memory_limit: "2GB",
      temp_directory: options.spillFolder,
      threads: "1",
    });
    const engine = new GeneratorEngine(instance, await instance.connect(), options.signal);
    await engine.setVariables({
      employees: run.employees,
      years: run.years,
      seed: run.seed,
      first_year: run.firstYear,
      planted: run.planted === false ? 0 : 1,
    });
    await engine.loadSettings();
    if (run.planted === false) for (const sql of unplanted) await engine.execute(sql);
    return engine;
  }

  /** Sets engine variables; whole numbers only. */
  async setVariables(values: Record<string, number>): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      await this.execute(`set variable ${name} = ${BigInt(value)}::BIGINT`);
    }
  }

  /** Runs a step that makes something within the engine. */
  async make(step: GenerateStep): Promise<void> {
    if (step.kind === "cost share") {
      await this.guarded(() => runCostShare(this.connection, step.sql), step);
    } else if (step.kind === "table") {
      await this.execute(`create or replace temp table ${step.target} as ${step.sql}`, step);
    } else if (step.kind === "finish") {
      await this.execute(`create table ${step.target} as ${step.sql}`, step);
    } else await this.execute(step.sql, step);
  }

  /** What each file of a file step will hold, in the order in which `writeRows` writes them. */
  async fileParts(step: GenerateStep): Promise<FilePart[]> {
    const columns = fileColumns(step.target);
    const sums = step.amounts.map((amount) => `(sum(${amount}) * 100)::HUGEINT`);
    const shown = [...columns, "count(*)", ...sums].join(", ");
    const grouped = columns.length > 0 ? `group by all order by ${columns.join(", ")}` : "having count(*) > 0";
    const rows = await this.rows(
      `select ${shown} from (${columns.length > 0 ? inNoOrder(step.sql) : step.sql}) ${grouped}`,
      step,
    );
    return rows.map((row) => ({
      name: columns.reduce((name, column, at) => name.replaceAll(`{${column}}`, String(row[at])), step.target),
      rows: Number(row[columns.length]),
      sums: row.slice(columns.length + 1).map((sum) => BigInt(String(sum ?? 0))),
    }));
  }

  /** Writes the rows of all files of a file step below each other, without a header. */
  async writeRows(step: GenerateStep, path: string): Promise<void> {
    const columns = fileColumns(step.target);
    const shown = columns.length > 0 ? `* exclude (${columns.join(", ")})` : "*";
    await this.execute(`copy (select ${shown} from (${step.sql})) to ${quote(path)} (format csv, header false)`, step);
  }

  /** The header of a file step's files. */
  async header(step: GenerateStep): Promise<string> {
    const known = this.headers.get(step.name);
    if (known) return known;
    const columns = await this.rows(`describe ${step.sql}`, step);
    const named = new Set(fileColumns(step.target));
    const header = `${columns.flatMap(([name]) => (named.has(String(name)) ? [] : [String(name)])).join(",")}\n`;
    this.headers.set(step.name, header);
    return header;
  }

  async writeParquet(step: GenerateStep, path: string): Promise<void> {
    await this.execute(`copy (${step.sql}) to ${quote(path)} (format parquet)`, step);
  }

  /** Makes `plan.<name>` of what the portions kept. */
  async gather(name: string, paths: string[]): Promise<void> {
    await this.execute("create schema if not exists plan");
    await this.execute(`create table plan.${name} as from read_parquet([${paths.map(quote).join(", ")}])`);
  }

  /** Rows as text, dates and decimals as they are written; for sections of the answer key. */
  async section(step: GenerateStep): Promise<Record<string, unknown>[]> {
    return this.guarded(async () => (await this.connection.runAndReadAll(step.sql)).getRowObjectsJson(), step);
  }

  close(): void {
    this.signal?.removeEventListener("abort", this.interrupt);
    this.connection.closeSync();
    this.instance.closeSync();
  }

  private async rows(sql: string, step?: GenerateStep): Promise<unknown[][]> {
    return this.guarded(async () => (await this.connection.runAndReadAll(sql)).getRowsJson(), step);
  }

  private readonly interrupt = (): void => this.connection.interrupt();

  private async execute(sql: string, step?: GenerateStep): Promise<void> {
    await this.guarded(() => this.connection.run(sql), step);
  }

  private async guarded<T>(work: () => Promise<T>, step?: GenerateStep): Promise<T> {
    if (this.signal?.aborted) throw cancelled();
    try {
      return await work();
    } catch (cause) {
      if (this.signal?.aborted) throw cancelled(cause);
      if (!step || isPlanlensError(cause)) throw cause;
      throw new PlanlensError("bad-query", `The generator's step ${step.name} failed.`, { cause });
    }
  }

  private async loadSettings(): Promise<void> {
    await this.execute("create schema csv");
    for (const { name, url } of await listGenerateSettings()) {
      const path = quote(fileURLToPath(url));
      await this.execute(`create table csv.${name} as from read_csv(${path}, all_varchar = true, header = true)`);
    }
    await this.execute("set variable rates = (select map(list(name), list(value::DOUBLE)) from csv.rates)");
  }
}

/** Settings without what is planted in them: the rise of the emergency copay and the drug that grows. */
const unplanted = [
  "delete from csv.plan_designs where from_year <> '1'",
  "update csv.therapies set growth = '0' where therapy = 'weight-loss class'",
];

function cancelled(cause?: unknown): PlanlensError {
  return new PlanlensError("cancelled", "Generating the plan was cancelled. Nothing was kept.", { cause });
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Counting needs no order: the closing `order by`, of the select or of the subquery that ends it, is left out. */
function inNoOrder(sql: string): string {
  const at = Math.max(sql.lastIndexOf("\norder by "), sql.lastIndexOf("\n  order by "));
  return at === -1 ? sql : `${sql.slice(0, at)}${sql.endsWith("\n)") ? "\n)" : ""}`;
}
