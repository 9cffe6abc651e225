import { rename } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ManifestFile } from "../manifest.ts";
import { type AmountPlace, amountPlaces } from "./amountPlaces.ts";
import { type ClaimLines, claimTables } from "./claimLines.ts";

/** An amount of whole claims in a file of lines, and how it was counted. */
export interface RepeatedAmount {
  table: string;
  file: string;
  column: string;
  /** Repeated on every line of a claim, or on its first line alone as it should be. */
  stands: "on every line" | "on the first line";
  /** Claims of two or more lines by which it was recognized. */
  claims: number;
  /** The sum as the file has it, over the rows that were taken; exact decimal. */
  asWritten: string;
  /** The sum that is counted. */
  counted: string;
}

/** As many rows of a file are looked at first; of a longer one all, where those few leave it open. */
const firstLook = 20_000;
const enoughClaims = 10;
const nearlyAll = 0.95;
/** Of the others, as a deductible, it is nothing new that they stand on one line. */
const wholeClaimAmounts = ["paid_amount", "allowed_amount", "charge_amount"];

/**
 * Recognizes amounts of whole claims that a file repeats on every line, and leaves each on the first paid line of its claim
 * version alone: the table's Parquet is written anew, with all rows, their numbers and the rejected ones as they were.
 * @param options.staged Parquet by table; `source_file` numbers `files`
 */
export async function settleRepeatedAmounts(options: {
  connection: DuckDBConnection;
  staged: Record<string, string>;
  files: Pick<ManifestFile, "name">[];
}): Promise<RepeatedAmount[]> {
  const { connection, staged, files } = options;
  const found: RepeatedAmount[] = [];
  for (const lines of await claimTables(connection, staged)) {
    const places = await recognized(connection, lines);
    if (places.length === 0) continue;
    const before = await sums(connection, lines, places);
    const repeated = places.filter(({ stands }) => stands === "on every line");
    if (repeated.length > 0) await keepOnce(connection, lines, repeated);
    const after = repeated.length > 0 ? await sums(connection, lines, places) : before;
    for (const [at, { file, column, stands, claims }] of places.entries()) {
      const name = files[file]?.name ?? "";
      const asWritten = before[at] ?? "0.00";
      const counted = after[at] ?? "0.00";
      found.push({ table: lines.table.name, file: name, column, stands, claims, asWritten, counted });
    }
  }
  return found;
}

interface Recognized {
  file: number;
  column: string;
  stands: RepeatedAmount["stands"];
  claims: number;
}

async function recognized(connection: DuckDBConnection, lines: ClaimLines): Promise<Recognized[]> {
  const looked = await amountPlaces(connection, lines, { rows: firstLook });
  const open = [...new Set(looked.filter(({ claims }) => claims > 0 && claims < enoughClaims).map(({ file }) => file))];
  const again = await amountPlaces(connection, lines, { rows: Number.MAX_SAFE_INTEGER, only: open });
  return [...looked.filter(({ file }) => !open.includes(file)), ...again].flatMap((place) => {
    const stands = standing(place);
    return stands ? [{ file: place.file, column: place.column, stands, claims: place.claims }] : [];
  });
}

/**
 * Lines that are alike in everything may well have cost the same, so something must differ from line to line: another
 * amount or, where no amount does, the services, of claims that have many different amounts among them.
 */
function standing(place: AmountPlace): Recognized["stands"] | null {
  const { column, claims, same, besideOthers, besideServices, addsUp, values, first } = place;
  if (claims < enoughClaims) return null;
  if (first >= claims * nearlyAll) return wholeClaimAmounts.includes(column) ? "on the first line" : null;
  if (same < claims * nearlyAll || addsUp >= same / 2) return null;
  const amongOthers = besideOthers >= same / 2;
  const amongServices = besideServices >= same * 0.8 && values >= Math.max(5, same * 0.3);
  return amongOthers || amongServices ? "on every line" : null;
}

async function sums(connection: DuckDBConnection, { path }: ClaimLines, places: Recognized[]): Promise<string[]> {
  const each = places.map(({ file, column }) => `coalesce(sum(${column}) filter (source_file = ${file}), 0.00)`);
  const result = await connection.runAndReadAll(
    `select ${each.join(", ")} from read_parquet($path) where reject_reason is null`,
    { path },
  );
  return (result.getRowsJson()[0] ?? []).map(String);
}

/** A version's first line is the least number that was paid; the one with another amount is another version. */
async function keepOnce(connection: DuckDBConnection, lines: ClaimLines, repeated: Recognized[]): Promise<void> {
  const { path, version, isPaid } = lines;
  const columns = [...new Set(repeated.map(({ column }) => column))];
  const filesOf = (column: string) =>
    repeated.flatMap((each) => (each.column === column ? [each.file] : [])).join(", ");
  const extra = columns.map(
    (column) => `source_file in (${filesOf(column)}) and ${column} <> 0
      and place <> min(place) over (partition by source_file, ${version.join(", ")}, ${column}) as extra_${column}`,
  );
  await connection.run(
    `create or replace temp table repeated_amount as
    select source_file, source_row, ${columns.map((column) => `extra_${column}`).join(", ")}
    from (
      select source_file, source_row, ${extra.join(", ")}
      from (
        select *, case when ${isPaid} then 0 else 4294967296 end + claim_line_number as place
        from read_parquet($path)
        where reject_reason is null and source_file in (${[...new Set(repeated.map(({ file }) => file))].join(", ")})
      )
    )
    where ${columns.map((column) => `extra_${column}`).join(" or ")}`,
    { path },
  );
  const aside = `${path}.settled`;
  const once = columns.map((column) => `case when extra_${column} then null else ${column} end as ${column}`);
  await connection.run(
    `copy (
      select line.* replace (${once.join(", ")})
      from read_parquet($path) as line
      left join repeated_amount using (source_file, source_row)
    ) to $aside (format parquet, compression zstd)`,
    { path, aside },
  );
  await connection.run("drop table repeated_amount");
  await rename(aside, path);
}
