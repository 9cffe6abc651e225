import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { crc32, deflateRawSync, gunzipSync } from "node:zlib";
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
  const bytes = readFileSync(file.path);
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString("utf8").replace(/^\uFEFF/, "");
  return [...reader.push(text), ...reader.end()].map(({ fields }) => fields);
}

export interface ZipPart {
  name: string;
  data: string | Uint8Array;
  /** Bits of the entry's flag; 1 for encrypted. */
  flag?: number;
  /** As the archive claims, where it lies. */
  claimedSize?: number;
  claimedSum?: number;
}

/** A ZIP archive as programs write it, or as someone with bad intent does. */
export function zipOf(parts: ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, flag = 0, claimedSize, claimedSum } of parts) {
    const bytes = Buffer.from(data);
    const packed = deflateRawSync(bytes);
    const named = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flag | 0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(claimedSum ?? crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimedSize ?? bytes.length, 18);
    common.writeUInt16LE(named.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), common, named, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    const made = Buffer.from([20, 0]);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002", "latin1"), made, common, rest, named]));
    locals.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from("PK\u0005\u0006", "latin1"), end]);
}
