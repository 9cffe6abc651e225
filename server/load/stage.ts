import { join } from "node:path";
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { PlanlensError } from "../errors.ts";
import { interruptible } from "../warehouse/cancellable.ts";
import { checkedRows } from "./checkedRows.ts";
import { type Extract, sameShape, textRows } from "./extract.ts";
import { countRows, writeCarefully } from "./formats/carefulCsv.ts";
import type { CsvScan } from "./formats/csvScan.ts";
import { numberRows } from "./formats/numberRows.ts";
import { brokenParquet } from "./formats/parquet.ts";
import type { LayoutTable } from "./layout.ts";
import { unreadable } from "./problems.ts";

export interface ScannedExtract extends Extract {
  scan: CsvScan;
}

export interface StageOptions {
  connection: DuckDBConnection;
  table: LayoutTable;
  /** All of this table, in the order in which their rows are to stand. */
  files: ScannedExtract[];
  /** The number under which the first of them stands among all files of the load. */
  firstFile: number;
  /** The Parquet file to write. */
  target: string;
  /** A folder for what is needed only meanwhile. */
  scratch: string;
  onFraction?: (fraction: number) => void;
  signal?: AbortSignal;
}

/**
 * Writes the rows of a table's files to one Parquet, checked and numbered. The engine's reader takes each file first;
 * where it stumbles, or disagrees with the lines counted, or where bad rows stand in a file whose lines and rows do not
 * run together, the file is read again by the careful reader, which knows each row's line and what is wrong with it.
 * @throws ProblemError for a file that cannot be read at all; PlanlensError `cancelled`, `too-large`.
 */
export async function stageTable(options: StageOptions): Promise<void> {
  const { files, firstFile, connection, target } = options;
  const copies = new Map<Extract, Copy>();
  const readAgain = async (again: ScannedExtract[]) => {
    for (const file of again) copies.set(file, await copyCarefully(file, copies.size, options));
  };
  await readAgain(files.filter(({ form }) => form.format === "csv" && !form.regular));
  for (;;) {
    try {
      await writeTable(copies, options);
    } catch (error) {
      await readAgain(await stumbling(error, copies, options));
      continue;
    }
    const counts = await countStaged(connection, target);
    const again: ScannedExtract[] = [];
    for (const [index, file] of files.entries()) {
      const counted = counts.get(firstFile + index) ?? { rows: 0, rejected: 0 };
      if (!(await agrees(file, counted, copies.get(file), options.signal))) again.push(file);
    }
    if (again.length === 0) {
      const rows = files.map((_, index) => counts.get(firstFile + index)?.rows ?? 0);
      return numberRows(target, "source_row", rows);
    }
    await readAgain(again);
  }
}

interface Copy {
  path: string;
  rows: number;
}

async function copyCarefully(file: ScannedExtract, index: number, options: StageOptions): Promise<Copy> {
  const { source, form, table } = file;
  if (form.format !== "csv") throw brokenParquet(source.name);
  const path = join(options.scratch, `${table.name}-${index}.ndjson`);
  return { path, rows: await writeCarefully({ ...source, ...form }, path, options.signal) };
}

async function writeTable(copies: Map<Extract, Copy>, options: StageOptions): Promise<void> {
  const { connection, table, files, firstFile, target, signal, onFraction } = options;
  const given = givenColumns(files);
  const extensions = [...new Set(files.flatMap(({ columns }) => columns.flatMap((each) => each.extension ?? [])))];
  const values: Record<string, DuckDBValue> = { target };
  const selects = batches(files, copies).map(({ first, extracts }, index) => {
    const parameter = `files${index}`;
    const [{ scan, columns }] = extracts;
    const { rows, path } = textRows(extracts, { parameter, padded: scan.padded, copy: copies.get(extracts[0])?.path });
    values[parameter] = path;
    return checkedRows(rows, { table, columns, firstFile: firstFile + first, given, extensions: extensions.sort() });
  });
  const sql = `copy (${selects.map((select) => `from ${select}`).join("\nunion all ")}) to $target (format parquet, compression zstd)`;
  const watch = setInterval(() => onFraction?.(Math.max(0, connection.progress.percentage) / 100), 200);
  try {
    await interruptible(connection, signal, () => connection.run(sql, values));
  } finally {
    clearInterval(watch);
  }
}

interface Batch {
  /** Place of its first file among the table's. */
  first: number;
  extracts: [ScannedExtract, ...ScannedExtract[]];
}

/** Neighbours of one shape are read as one: a select for each of hundreds of files takes twice the time and memory. */
function batches(files: ScannedExtract[], copies: Map<Extract, Copy>): Batch[] {
  const found: Batch[] = [];
  for (const [index, file] of files.entries()) {
    const batch = found.at(-1);
    const before = batch?.extracts[0];
    const joins =
      before &&
      !copies.has(before) &&
      !copies.has(file) &&
      before.scan.padded === file.scan.padded &&
      sameShape(before, file);
    if (joins) batch.extracts.push(file);
    else found.push({ first: index, extracts: [file] });
  }
  return found;
}

/** The columns of the table that some file has. */
export function givenColumns(files: Extract[]): Set<string> {
  return new Set(files.flatMap(({ columns }) => columns.flatMap(({ column }) => column?.name ?? [])));
}

async function countStaged(connection: DuckDBConnection, path: string) {
  const result = await connection.runAndReadAll(
    "select source_file, count(*), count(reject_reason) from read_parquet($path) group by source_file",
    { path },
  );
  return new Map(
    result
      .getRowsJson()
      .map(([index, rows, rejected]) => [Number(index), { rows: Number(rows), rejected: Number(rejected) }]),
  );
}

/** Whether the engine's count can be believed, and the line of every bad row be told from its number. */
async function agrees(
  { source, form, scan }: ScannedExtract,
  counted: { rows: number; rejected: number },
  copy: Copy | undefined,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (form.format === "parquet") {
    if (counted.rows !== form.shape.rows) throw brokenParquet(source.name);
    return true;
  }
  if (copy) {
    if (counted.rows === copy.rows) return true;
    throw unreadable(source.name, "its rows cannot be told apart for certain. Export it again.");
  }
  const linesAreRows = counted.rows === scan.lines - 1;
  if (counted.rejected > 0 && !(linesAreRows && !scan.gaps)) return false;
  if (linesAreRows) return true;
  const exact = await countRows({ ...source, ...form }, signal);
  return exact.rows === counted.rows && exact.faulty === 0;
}

/** The files at which the engine's reader stumbled. @throws what the careful reader cannot mend. */
async function stumbling(
  error: unknown,
  copies: Map<Extract, Copy>,
  { files, connection, signal }: StageOptions,
): Promise<ScannedExtract[]> {
  if (error instanceof PlanlensError || !(error instanceof Error)) throw error;
  if (error.message.startsWith("Out of Memory")) {
    const text = "The memory does not suffice for these files. Load them one by one, or close other programs.";
    throw new PlanlensError("too-large", text);
  }
  if (error.message.startsWith("IO Error") && /no space left/i.test(error.message)) {
    throw new PlanlensError("bad-home", "The disk is full. Make room and load again.");
  }
  const guilty: ScannedExtract[] = [];
  for (const file of files) {
    if (!(await readsWhole(connection, file, copies.get(file), signal))) guilty.push(file);
  }
  const hopeless = guilty.find((file) => copies.has(file) || file.form.format === "parquet");
  if (hopeless?.form.format === "parquet") throw brokenParquet(hopeless.source.name);
  const untried = guilty.length > 0 ? guilty : files.filter((file) => file.form.format === "csv" && !copies.has(file));
  if (hopeless || untried.length === 0) {
    const name = (hopeless ?? files[0])?.source.name ?? "";
    throw unreadable(name, "it cannot be read as a table. Export it again as CSV UTF-8.");
  }
  return untried;
}

async function readsWhole(
  connection: DuckDBConnection,
  file: ScannedExtract,
  copy: Copy | undefined,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { rows, path } = textRows([file], { parameter: "file", padded: false, copy: copy?.path });
  const counts = rows.fields.map((field) => `count(${field})`).join(", ");
  try {
    await interruptible(connection, signal, () =>
      connection.run(`select ${counts} from ${rows.relation}`, { file: path }),
    );
    return true;
  } catch (error) {
    if (error instanceof PlanlensError) throw error;
    return false;
  }
}
