import { fileURLToPath } from "node:url";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { isPlanlensError, PlanlensError } from "../errors.ts";
import { type GenerateStep, listGenerateSettings } from "./generateSteps.ts";

/** What the SQL of the generator knows of a run, each as a variable of the same name in snake case. */
export interface GeneratorRun {
  employees: number;
  years: number;
  seed: number;
  firstYear: number;
}

/** An in-memory engine with the settings loaded. `close` it in a `finally`. */
export class GeneratorEngine {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly signal: AbortSignal | undefined,
  ) {
    signal?.addEventListener("abort", this.interrupt, { once: true });
  }

  static async open(
    run: GeneratorRun,
    options: { threads?: number; spillFolder: string; signal?: AbortSignal },
  ): Promise<GeneratorEngine> {
    const instance = await DuckDBInstance.create(":memory:", {
      memory_limit: "4GB",
      temp_directory: options.spillFolder,
      ...(options.threads ? { threads: String(options.threads) } : {}),
    });
    const engine = new GeneratorEngine(instance, await instance.connect(), options.signal);
    await engine.setVariables({
      employees: run.employees,
      years: run.years,
      seed: run.seed,
      first_year: run.firstYear,
    });
    await engine.loadSettings();
    return engine;
  }

  /** Sets engine variables; whole numbers only. */
  async setVariables(values: Record<string, number>): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      await this.execute(`set variable ${name} = ${BigInt(value)}::BIGINT`);
    }
  }

  /** Runs one step: a script as it stands, or a table made from its select. */
  async runStep(step: GenerateStep): Promise<void> {
    await this.executeStep(
      step,
      step.kind === "table" ? `create or replace temp table ${step.target} as ${step.sql}` : step.sql,
    );
  }

  /** Writes a step's select to a CSV in its own order; the header only where asked. */
  async writeCsv(step: GenerateStep, path: string, header: boolean): Promise<void> {
    const options = `(format csv, header ${header})`;
    await this.executeStep(step, `copy (${step.sql}) to ${quote(path)} ${options}`);
  }

  async rows(sql: string): Promise<Record<string, unknown>[]> {
    return this.guarded(async () => (await this.connection.runAndReadAll(sql)).getRowObjectsJson());
  }

  close(): void {
    this.signal?.removeEventListener("abort", this.interrupt);
    this.connection.closeSync();
    this.instance.closeSync();
  }

  private readonly interrupt = (): void => this.connection.interrupt();

  private async execute(sql: string): Promise<void> {
    await this.guarded(() => this.connection.run(sql));
  }

  private async executeStep(step: GenerateStep, sql: string): Promise<void> {
    try {
      await this.execute(sql);
    } catch (cause) {
      if (isPlanlensError(cause)) throw cause;
      throw new PlanlensError("bad-query", `The generator's step ${step.name} failed.`, { cause });
    }
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    if (this.signal?.aborted) throw cancelled();
    try {
      return await work();
    } catch (cause) {
      throw this.signal?.aborted ? cancelled(cause) : cause;
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

function cancelled(cause?: unknown): PlanlensError {
  return new PlanlensError("cancelled", "Generating the plan was cancelled. Nothing was kept.", { cause });
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
