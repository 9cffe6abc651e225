import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** The folder of the SQL that measures a generated plan. */
export const measuresFolder = new URL("../../queries/generate/measures/", import.meta.url);

/**
 * A folder of extracts read once, the way `measures/reading.sql` reads them, for SQL that knows the files and nothing of
 * the generator. `close` it in a `finally`.
 */
export class PlanReading {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  static async open(extractFolder: string): Promise<PlanReading> {
    const instance = await DuckDBInstance.create(":memory:");
    const reading = new PlanReading(instance, await instance.connect());
    try {
      await reading.run(`set variable folder = ${quote(extractFolder)}`);
      await reading.run("create schema csv");
      const conditions = fileURLToPath(new URL("../settings/conditions.csv", measuresFolder));
      await reading.run(
        `create table csv.conditions as from read_csv(${quote(conditions)}, all_varchar = true, header = true)`,
      );
      await reading.runFile(new URL("reading.sql", measuresFolder));
    } catch (cause) {
      reading.close();
      throw cause;
    }
    return reading;
  }

  /** Runs a script. */
  async run(sql: string): Promise<void> {
    await this.connection.run(sql);
  }

  /** Runs a script of a file. */
  async runFile(url: URL): Promise<void> {
    await this.run(await readFile(url, "utf8"));
  }

  /** The rows of a query; decimals and dates as text. */
  async rows<Row extends object = Record<string, unknown>>(sql: string): Promise<Row[]> {
    return (await this.connection.runAndReadAll(sql)).getRowObjectsJson() as Row[];
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
