import type { DuckDBConnection } from "@duckdb/node-api";
import { tuvaTables } from "../load/layout.ts";
import { readStanding } from "../warehouse/attachSources.ts";
import type { BuildLoad } from "../warehouse/buildLoads.ts";
import { literal } from "../warehouse/sqlFile.ts";
import type { StandingRows } from "../warehouse/standingRows.ts";
import type { MovedRows } from "./restatement.ts";

interface Counted {
  rows: number;
  cents: bigint;
}

/** Which rows count after a change that did not before, and the other way round, by table. */
export async function movedRows(
  connection: DuckDBConnection,
  before: BuildLoad[],
  after: BuildLoad[],
): Promise<MovedRows[]> {
  const [was, is] = [await readStanding(connection, before), await readStanding(connection, after)];
  const moved: MovedRows[] = [];
  for (const { name, columns } of tuvaTables()) {
    const [earlier, later] = [was.get(name)?.rows ?? [], is.get(name)?.rows ?? []];
    const held = new Set([...(was.get(name)?.held ?? []), ...(is.get(name)?.held ?? [])]);
    const amounts = columns.filter((column) => column.kind === "amount" && held.has(column.name));
    const amountOf = amounts.find((column) => column.name === "paid_amount")?.name ?? amounts[0]?.name ?? null;
    const sum = { table: name, added: 0, takenBack: 0, cents: 0n };
    const ids = new Set([...earlier, ...later].map(({ load }) => load.loadId));
    for (const loadId of ids) {
      const [from, to] = [earlier, later].map((rows) => rows.find(({ load }) => load.loadId === loadId));
      if (from?.condition === to?.condition) continue;
      const [old, now] = [await countRows(connection, from, amountOf), await countRows(connection, to, amountOf)];
      sum.added += Math.max(0, now.rows - old.rows);
      sum.takenBack += Math.max(0, old.rows - now.rows);
      sum.cents += now.cents - old.cents;
    }
    if (sum.added === 0 && sum.takenBack === 0) continue;
    const { cents, ...counts } = sum;
    moved.push({ ...counts, amount: amountOf && dollars(cents), amountOf });
  }
  return moved;
}

/** How many rows count, and what they come to. */
export async function countRows(
  connection: DuckDBConnection,
  standing: StandingRows | undefined,
  amount: string | null,
): Promise<Counted> {
  if (!standing) return { rows: 0, cents: 0n };
  const names = await connection.runAndReadAll(`select name from parquet_schema(${literal(standing.path)})`);
  const given = amount !== null && names.getRowsJson().some(([name]) => name === amount);
  const result = await connection.runAndReadAll(
    `select count(*)::varchar, coalesce(sum(${given ? `(own.${amount} * 100)::hugeint` : "0"}), 0)::varchar
    from read_parquet(${literal(standing.path)}) as own where ${standing.condition}`,
  );
  const [rows, cents] = result.getRowsJson()[0] ?? [];
  return { rows: Number(rows), cents: BigInt(String(cents)) };
}

/** Cents as they are written in an answer. */
export function dollars(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
