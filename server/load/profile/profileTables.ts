import type { DuckDBConnection } from "@duckdb/node-api";
import { interruptible } from "../../warehouse/cancellable.ts";
import type { CheckResult } from "../checks/checkResult.ts";
import type { HeldLoad } from "../checks/checkTables.ts";
import { manifestBeside } from "../checks/senders.ts";
import { tuvaTables } from "../layout.ts";
import { type Validity, validity } from "./fromChecks.ts";
import { loadBefore } from "./loadBefore.ts";
import type { LoadProfile } from "./loadProfile.ts";
import { matchedPersons } from "./matchedPersons.ts";
import { profileColumns } from "./profileColumns.ts";
import { monthsBeside } from "./profileMonths.ts";

export type { LoadProfile } from "./loadProfile.ts";

/**
 * The profile of a staged load: one scan of each table for its columns, one for its months. What the checks have
 * counted already, valid codes, is taken from them.
 * @param options.held earlier loads that are active; the newest of the same vendor that has a table stands beside it
 */
export async function profileTables(options: {
  connection: DuckDBConnection;
  /** The path of the load's Parquet by table. */
  staged: Record<string, string>;
  held: Pick<HeldLoad, "number" | "tables">[];
  checks: CheckResult[];
  signal?: AbortSignal;
}): Promise<LoadProfile> {
  const { connection, staged, held, checks, signal } = options;
  const profile: LoadProfile = { tables: {} };
  const manifest = manifestBeside(staged);
  const replaces = manifest !== null && manifest.mode.kind !== "append";
  const valid: Validity = validity(checks);
  for (const table of tuvaTables()) {
    const path = staged[table.name];
    if (!path) continue;
    const prior = loadBefore(manifest, held, table.name);
    const before = prior?.tables[table.name] ?? null;
    const columns = await interruptible(connection, signal, () => profileColumns(connection, path, table));
    const given = new Set(columns.filter((column) => column.given > 0).map(({ column }) => column));
    const months = await interruptible(connection, signal, () =>
      monthsBeside(connection, { path, before, replaces, table, given }),
    );
    profile.tables[table.name] = {
      columns: columns.map((column) => ({ ...column, valid: valid(table.name, column.column) })),
      ...months,
      priorLoad: prior?.number ?? null,
      matched: given.has("person_id")
        ? await interruptible(connection, signal, () => matchedPersons(connection, { staged, held }, table))
        : null,
    };
  }
  return profile;
}
