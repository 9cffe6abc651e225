import { existsSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { PlanlensError } from "../errors.ts";
import type { Home } from "../home/home.ts";
import { literal } from "../warehouse/sqlFile.ts";
import { type ReferenceKind, referenceKinds } from "./referenceKind.ts";
import { referenceSets } from "./referenceRecords.ts";

/**
 * Makes `reference.<table>` of every kind of code set, empty where none was dropped in, so that SQL only joins.
 * @returns the names of the tables.
 * @throws PlanlensError `bad-home` where the rows of a set in use are gone.
 */
export async function attachReference(connection: DuckDBConnection, home: Home): Promise<string[]> {
  const sets = new Map(referenceSets(home).map((set) => [set.kind.id, set]));
  for (const kind of referenceKinds) {
    const set = sets.get(kind.id);
    if (set && !existsSync(set.path)) {
      throw new PlanlensError(
        "bad-home",
        `The rows of ${kind.label} are no longer in the home. Add the file again, or take it out of use with: planlens reference remove ${kind.id}`,
      );
    }
    const columns = kind.columns.map(({ name }) => name).join(", ");
    const rows = set ? `select ${columns} from read_parquet(${literal(set.path)})` : emptyRows(kind);
    await connection.run(`create table reference.${kind.table} as ${rows}`);
  }
  await connection.run("create table reference.dropped_in (kind varchar, rows bigint)");
  for (const { kind, rows } of sets.values()) {
    await connection.run("insert into reference.dropped_in values ($1, $2)", [kind.id, rows]);
  }
  return [...referenceKinds.map(({ table }) => `reference.${table}`), "reference.dropped_in"];
}

function emptyRows({ columns }: ReferenceKind): string {
  const empty = columns.map(({ name, type = "varchar" }) => `cast(null as ${type}) as ${name}`);
  return `select ${empty.join(", ")} where false`;
}
