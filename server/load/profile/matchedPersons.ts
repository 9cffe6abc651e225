import type { DuckDBConnection } from "@duckdb/node-api";
import { literal } from "../../warehouse/sqlFile.ts";
import { literalPath } from "../formats/parquet.ts";
import type { LayoutTable } from "../layout.ts";
import type { LoadProfile } from "./loadProfile.ts";

interface Sources {
  staged: Record<string, string>;
  held: { tables: Record<string, string> }[];
}

/**
 * Persons of a claims table, each counted once, whom some enrollment knows; a number that a crosswalk joins with a known
 * one is known. Null where there is no enrollment to know them, or no person.
 */
export async function matchedPersons(
  connection: DuckDBConnection,
  { staged, held }: Sources,
  { name }: LayoutTable,
): Promise<LoadProfile["tables"][string]["matched"]> {
  const path = staged[name];
  if (!path || !claims.includes(name)) return null;
  const of = (table: string) => [staged, ...held.map(({ tables }) => tables)].flatMap((tables) => tables[table] ?? []);
  const [enrollment, crosswalk] = [of("eligibility"), of("id_crosswalk")];
  if (enrollment.length === 0) return null;
  const pairs =
    crosswalk.length > 0
      ? `select old_id, new_id from read_parquet(${listed(crosswalk)}, union_by_name = true) where reject_reason is null`
      : "select null::varchar as old_id, null::varchar as new_id where false";
  const result = await connection.runAndReadAll(
    `with enrolled as (
      select distinct person_id from read_parquet(${listed(enrollment)}, union_by_name = true) where reject_reason is null
    ), pair as (${pairs}), known as (
      from enrolled
      union select old_id from pair where new_id in (from enrolled)
      union select new_id from pair where old_id in (from enrolled)
    ), named as (
      select distinct person_id from read_parquet(${listed([path])}) where reject_reason is null and person_id is not null
    )
    select count(*), count(*) filter (person_id in (from known)) from named`,
  );
  const [all = 0, rows = 0] = (result.getRowsJson()[0] ?? []).map(Number);
  return all === 0 ? null : { id: "person_id", share: rows / all, rows, of: all };
}

/** Paths of the product's own files. */
function listed(paths: string[]): string {
  return `[${paths.map((path) => literal(literalPath(path))).join(", ")}]`;
}

const claims = ["medical_claim", "pharmacy_claim"];
