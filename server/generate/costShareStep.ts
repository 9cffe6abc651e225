import { DOUBLE, type DuckDBConnection, DuckDBDataChunk, INTEGER } from "@duckdb/node-api";
import { type CostShares, costShares, type PlanTerms } from "./costShare.ts";

const inputs = {
  familyYear: Float64Array,
  person: Int32Array,
  year: Int32Array,
  pharmacy: Int32Array,
  row: Int32Array,
  kind: Int32Array,
  lineKey: Float64Array,
  owed: Int32Array,
  design: Int32Array,
  copay: Int32Array,
  copayBefore: Int32Array,
  copayCharged: Int32Array,
  shared: Int32Array,
  coinsurance: Int32Array,
  terms: Int32Array,
} as const;

type Columns = { [Name in keyof typeof inputs]: InstanceType<(typeof inputs)[Name]> };

/**
 * Reads the ordered lines of a portion, works out their cost shares, and writes them beside the version tables, row by
 * row (`medical_share`, `pharmacy_share`), and by plan year what they had come to under the design before
 * (`design_change`).
 */
export async function runCostShare(connection: DuckDBConnection, sql: string): Promise<void> {
  const terms = await readTerms(connection);
  const lines = await readLines(connection, sql);
  const shares = costShares(lines, terms);
  for (const [pharmacy, table] of [
    [0, "medical"],
    [1, "pharmacy"],
  ] as const) {
    await writeShares(connection, table, pharmacy, lines, shares);
  }
  await writeDesignChange(connection, lines, shares);
}

async function readTerms(connection: DuckDBConnection): Promise<PlanTerms[]> {
  const reader = await connection.runAndReadAll(
    "select terms_no::INTEGER, deductible_member::INTEGER, deductible_family::INTEGER, limit_member::INTEGER, limit_family::INTEGER from plan_terms",
  );
  const terms: PlanTerms[] = [];
  for (const row of reader.getRows() as number[][]) {
    const [no = 0, deductibleMember = 0, deductibleFamily = 0, limitMember = 0, limitFamily = 0] = row;
    terms[no] = { deductibleMember, deductibleFamily, limitMember, limitFamily };
  }
  return terms;
}

async function readLines(connection: DuckDBConnection, sql: string): Promise<Columns> {
  const result = await connection.stream(sql);
  const parts: DuckDBDataChunk[] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    parts.push(chunk);
  }
  const count = parts.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  const columns = Object.fromEntries(
    Object.entries(inputs).map(([name, Values]) => [name, new Values(count)]),
  ) as unknown as Columns;
  let from = 0;
  for (const chunk of parts) {
    for (const [index, name] of (Object.keys(inputs) as (keyof Columns)[]).entries()) {
      const vector = chunk.getColumnVector(index);
      const into = columns[name];
      // Where the design before or an error says nothing, the design's own copay holds.
      for (let at = 0; at < chunk.rowCount; at += 1) {
        const value = vector.getItem(at) as number | null;
        into[from + at] = value ?? (columns.copay[from + at] as number);
      }
    }
    from += chunk.rowCount;
  }
  return columns;
}

/** A chunk holds no more rows. */
const chunkRows = 2048;

async function writeShares(
  connection: DuckDBConnection,
  table: string,
  pharmacy: number,
  lines: Columns,
  shares: CostShares,
): Promise<void> {
  const reader = await connection.runAndReadAll(`select count(*)::INTEGER from ${table}_version`);
  const [[rows]] = reader.getRows() as [[number]];
  const written = ["deductible", "copay", "coinsurance", "paid", "copayError"] as const;
  const values = written.map(() => new Int32Array(rows));
  const [deductible, copay, coinsurance, paid, copayError] = values as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  for (let at = 0; at < lines.row.length; at += 1) {
    if (lines.pharmacy[at] !== pharmacy) continue;
    const row = lines.row[at] as number;
    deductible[row] = shares.deductible[at] as number;
    copay[row] = shares.copay[at] as number;
    coinsurance[row] = shares.coinsurance[at] as number;
    paid[row] =
      (lines.owed[at] as number) - (deductible[row] as number) - (copay[row] as number) - (coinsurance[row] as number);
    copayError[row] = shares.copayError[at] as number;
  }
  await connection.run(
    `create or replace temp table ${table}_share (deductible INTEGER, copay INTEGER, coinsurance INTEGER, paid INTEGER, copay_error INTEGER)`,
  );
  await append(connection, `${table}_share`, values);
}

/** Sums by plan year and design: a design's number is below 1,024. */
async function writeDesignChange(connection: DuckDBConnection, lines: Columns, shares: CostShares): Promise<void> {
  const sums = new Map<number, { owed: number; member: number; before: number }>();
  for (let at = 0; at < lines.year.length; at += 1) {
    const slot = (lines.year[at] as number) * 1024 + (lines.design[at] as number);
    const sum = sums.get(slot) ?? { owed: 0, member: 0, before: 0 };
    sums.set(slot, sum);
    const sign = lines.kind[at] === 2 ? -1 : 1;
    sum.owed += sign * (lines.owed[at] as number);
    sum.member +=
      sign * ((shares.deductible[at] as number) + (shares.copay[at] as number) + (shares.coinsurance[at] as number));
    sum.before += sign * (shares.memberBefore[at] as number);
  }
  const slots = [...sums.entries()].sort(([a], [b]) => a - b);
  await connection.run(
    `create or replace temp table design_change (y INTEGER, design_no INTEGER, owed_cents DOUBLE, member_cents DOUBLE,
      member_cents_before DOUBLE)`,
  );
  await append(connection, "design_change", [
    Int32Array.from(slots, ([slot]) => Math.floor(slot / 1024)),
    Int32Array.from(slots, ([slot]) => slot % 1024),
    Float64Array.from(slots, ([, sum]) => sum.owed),
    Float64Array.from(slots, ([, sum]) => sum.member),
    Float64Array.from(slots, ([, sum]) => sum.before),
  ]);
}

async function append(
  connection: DuckDBConnection,
  table: string,
  columns: (Int32Array | Float64Array)[],
): Promise<void> {
  const appender = await connection.createAppender(table, "main", "temp");
  const rows = columns[0]?.length ?? 0;
  const types = columns.map((column) => (column instanceof Int32Array ? INTEGER : DOUBLE));
  for (let from = 0; from < rows; from += chunkRows) {
    const count = Math.min(chunkRows, rows - from);
    const chunk = DuckDBDataChunk.create(types, count);
    for (const [index, column] of columns.entries()) {
      const vector = chunk.getColumnVector(index);
      for (let at = 0; at < count; at += 1) vector.setItem(at, column[from + at] as number);
      vector.flush();
    }
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
