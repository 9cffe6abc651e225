import type { DuckDBConnection } from "@duckdb/node-api";
import type { Home } from "../home/home.ts";
import { nextNumber } from "../home/ledger.ts";
import { tuvaTables } from "../load/layout.ts";
import type { Manifest } from "../load/manifest.ts";
import { readStanding } from "../warehouse/attachSources.ts";
import { buildLoads } from "../warehouse/buildLoads.ts";
import { literal } from "../warehouse/sqlFile.ts";
import { countRows, dollars } from "./movedRows.ts";
import { withLoad } from "./placeLoad.ts";
import type { ReplacedRows, Stop } from "./rehearsal.ts";

/** The rows of earlier loads whose place a staged load takes, by its mode. */
export async function replacedRows(
  connection: DuckDBConnection,
  home: Home,
  { folder, manifest }: { folder: string; manifest: Manifest },
): Promise<ReplacedRows[]> {
  if (manifest.mode.kind === "append") return [];
  const staged = { number: nextNumber(home), loadId: manifest.load_id, folder };
  const [was, is] = [
    await readStanding(connection, buildLoads(home)),
    await readStanding(connection, withLoad(home, staged)),
  ];
  const found: ReplacedRows[] = [];
  for (const { name, columns } of tuvaTables()) {
    const amount = columns.find((column) => column.name === "paid_amount")?.name ?? null;
    for (const before of was.get(name)?.rows ?? []) {
      const after = is.get(name)?.rows.find(({ load }) => load.number === before.load.number);
      if (!after || after.condition === before.condition) continue;
      const [old, now] = [await countRows(connection, before, amount), await countRows(connection, after, amount)];
      if (old.rows === now.rows) continue;
      const { number } = before.load;
      found.push({
        load: number,
        table: name,
        rows: old.rows - now.rows,
        amount: amount && dollars(old.cents - now.cents),
      });
    }
  }
  return found;
}

/** Rows that do not belong to the period that they are to replace would be counted beside what they repeat. */
export async function outsidePeriod(
  connection: DuckDBConnection,
  staged: Record<string, string>,
  { mode }: Manifest,
): Promise<Stop[]> {
  if (mode.kind !== "replace-period") return [];
  const stops: Stop[] = [];
  for (const [table, path] of Object.entries(staged)) {
    const named = table.replaceAll("_", " ");
    const stop = (what: string, remedy: string, onPage: string) =>
      stops.push({ code: "outside-period", what, remedy, onPage, canAccept: false });
    const given = await connection.runAndReadAll(`select name from parquet_schema(${literal(path)})`);
    if (!given.getRowsJson().some(([name]) => name === mode.by)) {
      stop(
        `${named}: no ${mode.by} is given, so no period of it can be replaced.`,
        "Name another date with --by, or load this table by itself.",
        "Choose another date in the step Accept, or load this table by itself.",
      );
      continue;
    }
    const outside = await connection.runAndReadAll(
      `select count(*) from read_parquet(${literal(path)}) where reject_reason is null
        and ${mode.by} not between date ${literal(mode.from)} and date ${literal(mode.to)}`,
    );
    const rows = Number(outside.getRowsJson()[0]?.[0]);
    if (rows === 0) continue;
    stop(
      `${named}: ${rows === 1 ? "1 row has" : `${rows.toLocaleString("en-US")} rows have`} a ${mode.by} outside ${mode.from} to ${mode.to}.`,
      "Name the whole period that the files cover with --period.",
      "Choose in the step Accept the whole period that the files cover.",
    );
  }
  return stops;
}
