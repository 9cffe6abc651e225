import { DOUBLE, type DuckDBConnection, DuckDBDataChunk, INTEGER } from "@duckdb/node-api";
import { type CostShares, costShares, type DecidedLines, type PlanTerms } from "./costShare.ts";

/** The columns of the step's select, in its order. */
const inputs = {
  familyYear: Float64Array,
  packed: Int32Array,
  row: Int32Array,
  lineKey: Float64Array,
  owed: Int32Array,
  copay: Int32Array,
  otherCopay: Int32Array,
} as const;

type Inputs = { [Name in keyof typeof inputs]: InstanceType<(typeof inputs)[Name]> };

/** Lines with what says where their shares go. */
interface Columns extends DecidedLines {
  row: Int32Array;
  /** 1 for a fill, 0 for a medical line. */
  pharmacy: Int32Array;
  /** Plan year, from 0. */
  year: Int32Array;
}

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
  ) as unknown as Inputs;
  let from = 0;
  for (const chunk of parts) {
    for (const [index, name] of (Object.keys(inputs) as (keyof Inputs)[]).entries()) {
      const vector = chunk.getColumnVector(index);
      const into = columns[name];
      for (let at = 0; at < chunk.rowCount; at += 1) into[from + at] = (vector.getItem(at) as number | null) ?? -1;
    }
    from += chunk.rowCount;
  }
  return unpacked(columns);
}

/** Takes the small numbers of a line apart as `queries/generate/17_cost_share.sql` packed them. */
function unpacked({ packed, otherCopay, ...columns }: Inputs): Columns {
  const bits = (from: number, many: number) => packed.map((value) => (value >> from) & ((1 << many) - 1));
  const errs = bits(30, 1);
  // Where nothing is said of another copay, the design's own holds.
  const other = (charged: number) =>
    columns.copay.map((copay, at) => {
      const value = otherCopay[at] as number;
      return value >= 0 && errs[at] === charged ? value : copay;
    });
  return {
    ...columns,
    person: bits(0, 5),
    kind: bits(5, 2),
    shared: bits(7, 1),
    pharmacy: bits(8, 1),
    year: bits(9, 4),
    coinsurance: bits(13, 7),
    terms: bits(20, 10),
    copayBefore: other(0),
    copayCharged: other(1),
  };
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
    const slot = (lines.year[at] as number) * 1024 + ((lines.terms[at] as number) >> 1);
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
