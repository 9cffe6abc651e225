import { createHash } from "node:crypto";
import type { DuckDBConnection, DuckDBInstance, DuckDBType, DuckDBValue } from "@duckdb/node-api";
import { answerAtOnce, interruptible } from "./cancellable.ts";
import { type EngineOptions, openEngine, withConnection } from "./engine.ts";

export interface BoundValue {
  value: DuckDBValue;
  type: DuckDBType;
}

export interface QueryOptions {
  signal?: AbortSignal;
  /** Called with the share done, 0 to 1, while a query runs. */
  onFraction?: (fraction: number) => void;
}

export interface QueryResult {
  names: string[];
  types: DuckDBType[];
  rows: DuckDBValue[][];
}

/** A built warehouse, open for reading. Any number of queries may run at once. */
export class Warehouse {
  readonly digest: string;
  readonly #engine: DuckDBInstance;
  readonly #kept = new Map<string, Promise<void>>();
  #running = 0;
  #closing = false;

  private constructor(digest: string, engine: DuckDBInstance) {
    this.digest = digest;
    this.#engine = engine;
  }

  static async open(path: string, digest: string, options: EngineOptions = {}): Promise<Warehouse> {
    return new Warehouse(digest, await openEngine(path, { ...options, readOnly: true }));
  }

  /** Runs one statement with every value bound. @throws PlanlensError `cancelled` when the signal fires. */
  query(sql: string, bound: Record<string, BoundValue> = {}, options: QueryOptions = {}): Promise<QueryResult> {
    return answerAtOnce(options.signal, this.#query(sql, bound, options));
  }

  async #query(sql: string, bound: Record<string, BoundValue>, options: QueryOptions): Promise<QueryResult> {
    this.#running += 1;
    try {
      return await withConnection(this.#engine, async (connection) => {
        const values = Object.fromEntries(Object.entries(bound).map(([name, each]) => [name, each.value]));
        const types = Object.fromEntries(Object.entries(bound).map(([name, each]) => [name, each.type]));
        const stopWatching = watchProgress(connection, options.onFraction);
        try {
          const reader = await interruptible(connection, options.signal, () =>
            connection.runAndReadAll(sql, values, types),
          );
          return { names: reader.columnNames(), types: reader.columnTypes(), rows: reader.getRows() };
        } finally {
          stopWatching();
        }
      });
    } finally {
      this.#released();
    }
  }

  /**
   * Answers a query once and keeps its rows, in memory, as long as the warehouse is open.
   * @returns the table to read them from.
   */
  async keep(sql: string, bound: Record<string, BoundValue> = {}, options: QueryOptions = {}): Promise<string> {
    const values = Object.entries(bound).map(([name, { value }]) => [name, String(value)]);
    const table = `kept.rows_${createHash("sha256")
      .update(JSON.stringify([sql, values]))
      .digest("hex")
      .slice(0, 24)}`;
    const making = this.#kept.get(table) ?? this.#make(table, sql, bound, options);
    this.#kept.set(table, making);
    making.catch(() => this.#kept.delete(table));
    await making;
    return table;
  }

  async #make(table: string, sql: string, bound: Record<string, BoundValue>, options: QueryOptions): Promise<void> {
    await this.query("attach if not exists ':memory:' as kept (read_only false)");
    await this.query(`create or replace table ${table} as ${sql}`, bound, options);
  }

  /** Keeps the warehouse open until the function that is returned is called; null where it is closing already. */
  hold(): (() => void) | null {
    if (this.#closing) return null;
    this.#running += 1;
    return () => this.#released();
  }

  /** Closes when the last holder and the last running query have ended. */
  close(): void {
    if (this.#closing) return;
    this.#closing = true;
    if (this.#running === 0) this.#engine.closeSync();
  }

  #released(): void {
    this.#running -= 1;
    if (this.#closing && this.#running === 0) this.#engine.closeSync();
  }
}

function watchProgress(connection: DuckDBConnection, onFraction: QueryOptions["onFraction"]): () => void {
  if (!onFraction) return () => {};
  const timer = setInterval(() => {
    const { percentage } = connection.progress;
    if (percentage >= 0) onFraction(Math.min(percentage / 100, 1));
  }, 100);
  return () => clearInterval(timer);
}
