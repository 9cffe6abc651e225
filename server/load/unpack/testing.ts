import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { CsvRecords } from "../formats/csvRecords.ts";
import type { Source } from "../sources.ts";
import type { TextFile, Unpacked, UnpackOptions } from "./textFile.ts";
import { unpack } from "./unpack.ts";

/** A folder in which a test file's deliveries and their copies stand. */
export class Deliveries {
  readonly dir = mkdtempSync(join(tmpdir(), "planlens-unpack-"));

  deliver(name: string, content: string | Uint8Array): Source {
    const path = join(this.dir, name);
    writeFileSync(path, content);
    return this.source(path);
  }

  source(path: string): Source {
    const { size, mtimeMs } = statSync(path);
    return { path, name: basename(path), size, modified: mtimeMs, named: true };
  }

  unpack(name: string, content: string | Uint8Array, options: Partial<UnpackOptions> = {}): Promise<Unpacked> {
    return unpack(this.deliver(name, content), { scratch: this.dir, ...options });
  }

  /** The only table of a delivery, and its rows, the header's first. */
  async table(
    name: string,
    content: string | Uint8Array,
    options: Partial<UnpackOptions> = {},
  ): Promise<{ file: TextFile; rows: string[][] }> {
    const { files } = await this.unpack(name, content, options);
    const [file] = files;
    if (!file || files.length !== 1) throw new Error(`${files.length} tables`);
    return { file, rows: rowsOf(file) };
  }

  /** The message with which a delivery is refused. */
  async refusal(name: string, content: string | Uint8Array, options: Partial<UnpackOptions> = {}): Promise<string> {
    const found = await this.unpack(name, content, options).catch((error: Error) => error);
    if (found instanceof Error) return found.message;
    throw new Error("the delivery was not refused");
  }

  close(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

export function rowsOf(file: TextFile): string[][] {
  const reader = new CsvRecords(file.delimiter ?? ",");
  const text = readFileSync(file.path, "utf8").replace(/^\uFEFF/, "");
  return [...reader.push(text), ...reader.end()].map(({ fields }) => fields);
}
