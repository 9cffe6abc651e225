import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { PlanlensError } from "../errors.ts";
import { interruptible } from "../warehouse/cancellable.ts";
import { checkedRows, setAside } from "./checkedRows.ts";
import { type Copies, wholeCount } from "./copies.ts";
import { type ScannedExtract, shapeOf, textRows } from "./extract.ts";
import { numberRows } from "./formats/numberRows.ts";
import { brokenParquet } from "./formats/parquet.ts";
import type { LayoutTable } from "./layout.ts";
import type { Part } from "./part.ts";
import { unreadable } from "./problems.ts";
import type { RowRule } from "./rowChecks.ts";

/** What a file gives to the table. */
export interface StagedPart {
  file: ScannedExtract;
  part: Part;
}

export interface StageOptions {
  connection: DuckDBConnection;
  table: LayoutTable;
  /** All of this table, in the order in which their rows are to stand. */
  parts: StagedPart[];
  /** The number under which the first of them stands among all of the load. */
  firstFile: number;
  rules: RowRule[];
  /** The Parquet file to write. */
  target: string;
  copies: Copies;
  onFraction?: (fraction: number) => void;
  signal?: AbortSignal;
}

/**
 * Writes the rows of a table to one Parquet, checked and numbered. The engine's reader takes each file first; where it
 * stumbles, or disagrees with the lines counted, or where bad rows stand in a file whose lines and rows do not run
 * together, the file is read again by the careful reader, which knows each row's line and what is wrong with it.
 * @throws ProblemError for a file that cannot be read at all; PlanlensError `cancelled`, `too-large`, `bad-home`.
 */
export async function stageTable(options: StageOptions): Promise<void> {
  const { parts, firstFile, connection, target, copies, signal } = options;
  const files = [...new Set(parts.map(({ file }) => file))];
  const sparse = parts.some(isSparse);
  for (const file of files) {
    if (file.form.format === "csv" && !file.form.regular && copies.carefulRows(file) === null) {
      await copies.readCarefully(file);
    }
  }
  for (;;) {
    try {
      if (sparse) await copyColumns(files, options);
      await writeTable(sparse, options);
    } catch (error) {
      for (const file of await stumbling(error, files, options)) await copies.readCarefully(file);
      continue;
    }
    const counts = await countStaged(connection, target);
    const again = new Set<ScannedExtract>();
    for (const [index, staged] of parts.entries()) {
      const counted = counts.get(firstFile + index) ?? { rows: 0, rejected: 0 };
      if (!(await agrees(staged, counted, { copies, signal }))) again.add(staged.file);
    }
    if (again.size === 0) {
      const rows = parts.map((_, index) => counts.get(firstFile + index)?.rows ?? 0);
      return sparse ? undefined : numberRows(target, "source_row", rows);
    }
    for (const file of again) await copies.readCarefully(file);
  }
}

/** Of a file that fills several tables only some rows stand in each, so their numbers cannot be told from the order. */
export function isSparse({ file }: StagedPart): boolean {
  return file.parts.length > 1;
}

async function copyColumns(files: ScannedExtract[], { copies }: StageOptions): Promise<void> {
  for (const file of files) {
    if (await copies.copyColumns(file)) continue;
    await copies.readCarefully(file);
    if (!(await copies.copyColumns(file))) throw cannotTell(file);
  }
}

/** The quick ways of writing: filters are of no use to a build that reads everything, and large dictionaries cost more than they save. */
const asParquet =
  "format parquet, compression zstd, compression_level 1, write_bloom_filter false, dictionary_size_limit 4000";

async function writeTable(sparse: boolean, options: StageOptions): Promise<void> {
  const { connection, parts, firstFile, rules, target, copies, signal, onFraction } = options;
  const given = givenColumns(parts);
  const extensions = extensionNames(parts);
  const values: Record<string, DuckDBValue> = { target };
  const selects = batches(parts, copies).map(({ first, staged }, index) => {
    const parameter = `files${index}`;
    const [{ file, part }, ...more] = staged;
    const { rows, path } =
      more.length > 0
        ? textRows([file, ...more.map((each) => each.file)], { parameter, padded: file.scan.padded })
        : copies.rowsOf(file, parameter, file.scan.padded);
    values[parameter] = path;
    const around = { firstFile: firstFile + first, given, extensions, rules, sparse };
    return checkedRows(rows, { part, parts: file.parts, columns: file.columns, ...around });
  });
  const sql = `copy (${selects.map((select) => `from ${select}`).join("\nunion all ")}) to $target (${asParquet})`;
  const watch = setInterval(() => onFraction?.(Math.max(0, connection.progress.percentage) / 100), 200);
  try {
    await interruptible(connection, signal, () => connection.run(sql, values));
  } finally {
    clearInterval(watch);
  }
}

interface Batch {
  /** Place of its first part among the table's. */
  first: number;
  staged: [StagedPart, ...StagedPart[]];
}

/** Neighbours of one shape are read as one: a select for each of hundreds of files takes twice the time and memory. */
function batches(parts: StagedPart[], copies: Copies): Batch[] {
  const found: Batch[] = [];
  const shapes = new Map(parts.map(({ file }) => [file, copies.has(file) ? null : shapeOf(file)]));
  for (const [index, staged] of parts.entries()) {
    const batch = found.at(-1);
    const before = batch?.staged[0].file;
    const shape = shapes.get(staged.file);
    const joins = before && shape && shape === shapes.get(before) && before.scan.padded === staged.file.scan.padded;
    if (joins) batch.staged.push(staged);
    else found.push({ first: index, staged: [staged] });
  }
  return found;
}

/** The columns of the table that some file has. */
export function givenColumns(parts: StagedPart[]): Set<string> {
  return new Set(parts.flatMap(({ part }) => part.targets.map(({ column }) => column.name)));
}

/** Columns that no table has, kept as text under their own names. */
function extensionNames(parts: StagedPart[]): string[] {
  const own = new Set(parts[0]?.part.table.columns.map(({ name }) => name));
  return [...givenColumns(parts)].filter((name) => !own.has(name)).sort();
}

async function countStaged(connection: DuckDBConnection, path: string) {
  const result = await connection.runAndReadAll(
    `select source_file, count(*), count(*) filter (reject_reason <> '${setAside}') from read_parquet($path) group by source_file`,
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
  { file }: StagedPart,
  counted: { rows: number; rejected: number },
  { copies, signal }: Pick<StageOptions, "copies" | "signal">,
): Promise<boolean> {
  const { source, form, scan } = file;
  const rows = copies.copiedRows(file) ?? counted.rows;
  if (form.format === "parquet") {
    if (file.parts.length === 1 && rows !== form.shape.rows) throw brokenParquet(source.name);
    return true;
  }
  const careful = copies.carefulRows(file);
  if (careful !== null) {
    if (rows === careful) return true;
    throw cannotTell(file);
  }
  const linesAreRows = rows === scan.lines - 1;
  if (counted.rejected > 0 && !(linesAreRows && !scan.gaps)) return false;
  return linesAreRows || copies.copiedRows(file) !== null || wholeCount(file, rows, signal);
}

function cannotTell({ source }: ScannedExtract): Error {
  return unreadable(source.name, "its rows cannot be told apart for certain. Export it again.");
}

/** The files at which the engine's reader stumbled. @throws what the careful reader cannot mend. */
async function stumbling(
  error: unknown,
  files: ScannedExtract[],
  { copies, connection, signal }: StageOptions,
): Promise<ScannedExtract[]> {
  if (error instanceof PlanlensError || !(error instanceof Error) || "problem" in error) throw error;
  if (error.message.startsWith("Out of Memory")) {
    const text = "The memory does not suffice for these files. Load them one by one, or close other programs.";
    throw new PlanlensError("too-large", text);
  }
  if (error.message.startsWith("IO Error") && /no space left/i.test(error.message)) {
    throw new PlanlensError("bad-home", "The disk is full. Make room and load again.");
  }
  const guilty: ScannedExtract[] = [];
  for (const file of files) {
    if (!(await readsWhole(connection, file, copies, signal))) guilty.push(file);
  }
  const tried = (file: ScannedExtract) => copies.carefulRows(file) !== null;
  const hopeless = guilty.find((file) => tried(file) || file.form.format === "parquet");
  if (hopeless?.form.format === "parquet") throw brokenParquet(hopeless.source.name);
  const untried = guilty.length > 0 ? guilty : files.filter((file) => file.form.format === "csv" && !tried(file));
  if (hopeless || untried.length === 0) {
    const name = (hopeless ?? files[0])?.source.name ?? "";
    throw unreadable(name, "it cannot be read as a table. Export it again as CSV UTF-8.");
  }
  return untried;
}

async function readsWhole(
  connection: DuckDBConnection,
  file: ScannedExtract,
  copies: Copies,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { rows, path } = copies.rowsOf(file, "file", false);
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
