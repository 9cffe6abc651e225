import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { openEngine, withConnection } from "../../warehouse/engine.ts";
import { containerOf } from "../formats/bytes.ts";
import { readHeader } from "../formats/csvHeader.ts";
import { literalPath, parquetShape } from "../formats/parquet.ts";
import type { UnreadFile } from "../manifest.ts";
import { problemsError } from "../problems.ts";
import { type Recognition, recognize } from "../recognize.ts";
import { asProblem, findSources, type Source } from "../sources.ts";
import type { TextFile } from "../unpack/textFile.ts";
import { unpack } from "../unpack/unpack.ts";
import type { Known } from "./known.ts";
import { readsFor } from "./readsFor.ts";
import type { SampledFile } from "./tryMapping.ts";

/** A file with its first rows, and what is known of it. */
export interface SeenFile extends SampledFile {
  recognition: Recognition;
}

/**
 * The first rows of the files behind the paths, archives and workbooks unpacked into `scratch`.
 * @throws PlanlensError `unreadable-file` where a file that was named cannot be read.
 */
export async function sampleFiles(
  paths: string[],
  options: { known: Known; scratch: string; signal?: AbortSignal },
): Promise<{ files: SeenFile[]; unread: UnreadFile[] }> {
  const sources = await findSources(paths);
  const problems = [...sources.problems];
  const unread = [...sources.unread];
  const files: SeenFile[] = [];
  for (const [index, source] of sources.files.entries()) {
    try {
      const unpacked = await unpacking(source, index, options);
      unread.push(...unpacked.unread);
      for (const file of unpacked.files) files.push(await sample(file, options.known));
    } catch (error) {
      const problem = asProblem(error, source.path);
      if (source.named) problems.push(problem);
      else unread.push({ name: source.name, why: problem.what });
    }
  }
  if (problems.length > 0) throw problemsError(problems);
  return { files, unread };
}

async function unpacking(
  source: Source,
  index: number,
  { scratch, known, signal }: { scratch: string; known: Known; signal?: AbortSignal },
) {
  const folder = join(scratch, `unpacked-${index}`);
  await mkdir(folder, { recursive: true });
  return unpack(source, { scratch: folder, signal, reads: readsFor(source.name, known) });
}

async function sample(file: TextFile, known: Known): Promise<SeenFile> {
  const container = await containerOf(file.path);
  if (container === "parquet") return sampleParquet(file, known);
  const recognized = (header: string[], samples: string[][]) => recognize(header, file.name, known, samples);
  const { header, samples, recognition } = await readHeader({ ...file, gzip: container === "gzip" }, recognized);
  return { name: file.name, header, samples, recognition };
}

async function sampleParquet({ path, name }: TextFile, known: Known): Promise<SeenFile> {
  const engine = await openEngine(":memory:", { threads: 1 });
  try {
    return await withConnection(engine, async (connection) => {
      const { names } = await parquetShape(connection, { path, name });
      const rows = await connection.runAndReadAll(
        "select cast(columns(*) as varchar) from (from read_parquet($path) limit 50)",
        { path: literalPath(path) },
      );
      const samples = rows.getRowsJson().map((row) => row.map((cell) => (cell === null ? null : String(cell))));
      return { name, header: names, samples, recognition: recognize(names, name, known) };
    });
  } finally {
    engine.closeSync();
  }
}
