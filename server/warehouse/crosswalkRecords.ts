import type { DuckDBConnection } from "@duckdb/node-api";
import type { Home } from "../home/home.ts";
import { listRecords } from "../home/records.ts";

/** What a decision on two numbers says: whether they name the same person or contract, and since when. */
interface CrosswalkBody {
  oldId?: string;
  newId?: string;
  idKind?: string | null;
  source?: string | null;
  from?: string | null;
  decision?: string;
}

const kind = "crosswalk";

/** Versions of the decisions on numbers that a build uses; they belong into its digest. */
export function crosswalkVersions(home: Home): Record<string, number> {
  return Object.fromEntries(listRecords(home, kind).map(({ id, version }) => [`${kind}/${id}`, version]));
}

/** Makes `loads.crosswalk_record`, empty where nothing was decided. */
export async function attachCrosswalk(connection: DuckDBConnection, home: Home): Promise<void> {
  await connection.run(
    `create table loads.crosswalk_record (record_id varchar, old_id varchar, new_id varchar, id_kind varchar,
      data_source varchar, effective_from date, decision varchar)`,
  );
  for (const { id, body } of listRecords(home, kind)) {
    const { oldId, newId, idKind = null, source = null, from = null, decision = "same" } = body as CrosswalkBody;
    if (!oldId || !newId) continue;
    await connection.run("insert into loads.crosswalk_record values ($1, $2, $3, $4, $5, $6::date, $7)", [
      id,
      oldId,
      newId,
      idKind,
      source,
      from,
      decision,
    ]);
  }
}
