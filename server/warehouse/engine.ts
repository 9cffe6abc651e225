import { availableParallelism } from "node:os";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

export interface EngineOptions {
  readOnly?: boolean;
  /** Defaults to every core. */
  threads?: number;
  /** As DuckDB writes it, "4GB". */
  memoryLimit?: string;
  tempDirectory?: string;
}

/** Opens DuckDB with its linked-in extensions only: nothing is fetched, whatever a query names. */
export async function openEngine(path: string, options: EngineOptions = {}): Promise<DuckDBInstance> {
  const { readOnly = false, threads = availableParallelism(), memoryLimit, tempDirectory } = options;
  return DuckDBInstance.create(path, {
    threads: String(threads),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
    // The newest way of storing text takes half the time to write; no older engine needs to read what is derived.
    ...(readOnly ? {} : { storage_compatibility_version: "latest" }),
    ...(readOnly ? { access_mode: "READ_ONLY", enable_external_access: "false" } : {}),
    ...(memoryLimit ? { memory_limit: memoryLimit } : {}),
    ...(tempDirectory ? { temp_directory: tempDirectory } : {}),
  });
}

/** Gives `work` a connection of its own and closes it, whatever happens. */
export async function withConnection<T>(
  engine: DuckDBInstance,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const connection = await engine.connect();
  try {
    return await work(connection);
  } finally {
    connection.disconnectSync();
  }
}
