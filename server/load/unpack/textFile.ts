import type { UnreadFile } from "../manifest.ts";
import type { Source } from "../sources.ts";

export type DeliveredFormat = "csv" | "gzip" | "parquet" | "fixed-width" | "xlsx" | "zip" | "x12";

/** A table of text that a delivered file holds: the file itself, or a copy of it as UTF-8 CSV with a header line. */
export interface TextFile extends Source {
  /** As people see it: `june.zip, claims.csv`; `book.xlsx, sheet Claims`; `demo.834`. */
  name: string;
  /** The file as it was delivered. */
  delivered: Source;
  /** SHA-256 of what was delivered: the file, or the archive's entry; null where `path` is those bytes themselves. */
  sha256: string | null;
  format: DeliveredFormat;
  /** What was done or noticed, in plain words. */
  notes: string[];
  /** Fields of header and trailer records, which are no rows. */
  control: string[][];
  /** As the file's own first rows tell; null where they tell nothing, or the table is Parquet. */
  delimiter: string | null;
  /** What to add to a line's number in `path` for its number in the delivered file. */
  linesAbove: number;
}

export interface Unpacked {
  files: TextFile[];
  unread: UnreadFile[];
}

/** How a file is to be read, where a mapping says so. */
export interface ReadsHint {
  encoding?: "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";
  delimiter?: string;
  /** False where the first line is a row already. */
  header?: boolean;
  /** Names of the columns, where no header gives them. */
  names?: string[];
  /** Places of the columns in lines of fixed width; `start` is 1 for the first character. */
  fixed?: { column: string; start: number; width: number }[];
}

/** What a file may at most unfold to; each is far beyond any real extract. */
export interface UnpackLimits {
  /** Bytes that one delivered file may unfold to. */
  bytes: number;
  /** Bytes unfolded for each byte of the archive, once `ratioFrom` are reached. */
  ratio: number;
  ratioFrom: number;
  /** Files of one archive. */
  entries: number;
  columns: number;
  /** Characters of one field of a table that is converted. */
  field: number;
}

export const defaultLimits: UnpackLimits = {
  bytes: 1e12,
  ratio: 200,
  ratioFrom: 64 * 1024 * 1024,
  entries: 10_000,
  columns: 4000,
  field: 1 << 20,
};

export interface UnpackOptions {
  /** A folder for copies; what is written there is the caller's to remove. */
  scratch: string;
  signal?: AbortSignal;
  limits?: Partial<UnpackLimits>;
  /** For the whole file, or by the name of what an archive or a workbook holds: `june.zip, members.txt`. */
  reads?: ReadsHint | ((name: string) => ReadsHint | undefined);
  /** Called with the bytes of the delivered file that were looked at so far. */
  onBytes?: (read: number) => void;
}
